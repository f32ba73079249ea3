// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StateCodec;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import java.util.Optional;

/** The fold of a station's events. Thread-safe. */
public final class StationFold implements Fold<StationState> {
  private final StationMachine machine;
  private final EventCodec codec;
  private final StateCodec states = new StateCodec();

  /** Folds with {@code machine}. */
  public StationFold(StationMachine machine, EventCodec codec) {
    this.machine = machine;
    this.codec = codec;
  }

  @Override
  public StationState initial(String stream) {
    return StationState.unknown(new StationId(stream));
  }

  @Override
  public StationState evolve(StationState state, LogRecord event) {
    return machine.evolve(state, event.event(codec), event.at());
  }

  /** The codec's own format tells shapes and meanings apart. */
  @Override
  public int version() {
    return 1;
  }

  @Override
  public String write(StationState state) {
    return states.encode(state);
  }

  @Override
  public long connection(StationState state) {
    return state.link().connection();
  }

  @Override
  public Optional<StationState> read(String stream, String text) {
    return states.decode(text).filter(state -> state.id().value().equals(stream));
  }
}
