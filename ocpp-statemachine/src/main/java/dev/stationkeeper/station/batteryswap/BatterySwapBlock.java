// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.batteryswap;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;

/** Block S of 2.1, Battery Swap. */
public final class BatterySwapBlock implements Block {
  private final BatterySwapFlow swap = new BatterySwapFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of("BatterySwap", new BatterySwap())
        : Map.of();
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(swap);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    swap.begin(turn, occasion);
  }
}
