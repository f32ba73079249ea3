// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.datatransfer;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Judged;
import java.util.Map;

/** Block P, Data Transfer; a vendor whom nobody knows is told so. */
public final class DataTransferBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return Map.of("DataTransfer", new Judged("UnknownVendorId"));
  }
}
