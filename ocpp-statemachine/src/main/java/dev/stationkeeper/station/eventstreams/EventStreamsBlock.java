// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.eventstreams;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.SimpleServices.Judged;
import java.util.Map;

/** Block N of 2.1, periodic event streams; nobody wants one unless he says so. */
public final class EventStreamsBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of(
            "OpenPeriodicEventStream",
            new Judged("Rejected"),
            "ClosePeriodicEventStream",
            new Acknowledged())
        : Map.of();
  }
}
