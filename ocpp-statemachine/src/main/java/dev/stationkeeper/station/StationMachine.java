// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.List;

/** The transition function of a station. */
public final class StationMachine {
  /** What {@code input} leads to. Pure but for the names it takes from {@code ids}. */
  public Step decide(StationState state, Session session, Input input, Instant now, Ids ids) {
    return new Step(List.of(), session, List.of());
  }

  /** The state after {@code event}, which happened at {@code at}. Pure; never refuses an event. */
  public StationState evolve(StationState state, StationEvent event, Instant at) {
    return new StationState(state.id(), state.seq() + 1);
  }
}
