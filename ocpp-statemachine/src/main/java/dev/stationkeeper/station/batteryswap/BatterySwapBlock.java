// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.batteryswap;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import java.util.Map;

/** Block S of 2.1, Battery Swap. */
public final class BatterySwapBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of("BatterySwap", new Acknowledged())
        : Map.of();
  }
}
