// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.StationState;

/** The present state of a station: that of its engine, or the fold of its events without one. */
record PresentStates(ApiSources sources) {
  /** What a block keeps of a station. */
  <P extends Part> P part(StationId station, Class<P> part) {
    return sources.live().state(station).orElseGet(() -> folded(station)).parts().get(part);
  }

  private StationState folded(StationId station) {
    StationState[] state = {StationState.unknown(station)};
    EventLog log = sources.stations();
    log.read(
        station,
        0,
        event -> state[0] = sources.machine().evolve(state[0], event.event(), event.at()));
    return state[0];
  }
}
