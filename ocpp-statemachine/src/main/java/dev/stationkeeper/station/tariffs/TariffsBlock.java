// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Judged;
import java.util.Map;

/** Block I, Tariff and Cost, and the payment of block C in 2.1. */
public final class TariffsBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of("NotifySettlement", new Judged(), "VatNumberValidation", new Judged())
        : Map.of();
  }
}
