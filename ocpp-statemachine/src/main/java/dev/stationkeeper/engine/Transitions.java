// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.station.Ids;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;

/** The pure functions that an engine runs. */
public interface Transitions {
  /** See {@link StationMachine#decide}. */
  Step decide(StationState state, Session session, Input input, Instant now, Ids ids);

  /** See {@link StationMachine#evolve}. */
  StationState evolve(StationState state, StationEvent event, Instant at);

  /** The functions of {@code machine}. */
  static Transitions of(StationMachine machine) {
    return new Transitions() {
      @Override
      public Step decide(StationState state, Session session, Input input, Instant now, Ids ids) {
        return machine.decide(state, session, input, now, ids);
      }

      @Override
      public StationState evolve(StationState state, StationEvent event, Instant at) {
        return machine.evolve(state, event, at);
      }
    };
  }
}
