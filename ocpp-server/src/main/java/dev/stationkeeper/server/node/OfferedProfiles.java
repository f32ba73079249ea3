// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationGate;
import dev.stationkeeper.station.security.ProfileFlow;
import java.util.concurrent.atomic.AtomicReference;

/** The security profiles that stations are being raised to: their own states know. */
record OfferedProfiles(AtomicReference<StationEngines> engines) implements StationGate.Offers {
  @Override
  public boolean include(StationId station, int profile) {
    return engines.get().state(station).stream()
        .anyMatch(state -> ProfileFlow.isOffered(state, profile));
  }
}
