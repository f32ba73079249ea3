// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import org.jspecify.annotations.Nullable;

/** The fold of a station's events. It has no text yet: stations are folded from their events. */
public final class StationFold implements Fold<StationState> {
  private final StationMachine machine;
  private final EventCodec codec;

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
    return machine.evolve(
        state, codec.decode(event.type(), event.version(), event.json()), event.at());
  }

  @Override
  public int version() {
    return 0;
  }

  @Override
  public @Nullable String write(StationState state) {
    return null;
  }

  @Override
  public StationState read(String stream, String text) {
    throw new IllegalArgumentException("the state of a station has no text");
  }
}
