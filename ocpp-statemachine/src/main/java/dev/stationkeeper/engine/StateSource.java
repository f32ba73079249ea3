// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StationState;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where an engine gets a station's durable state from when it does not hold it: after a failed
 * append, and for a station that was put aside. Blocks.
 */
@FunctionalInterface
public interface StateSource {
  /** The fold of everything in the log. */
  Loaded load(StationId station);

  /**
   * A state as it is on disk.
   *
   * @param sequence the log's number of the last event in it; above the state's own where damage
   *     has left a gap in the log
   */
  record Loaded(StationState state, long sequence) {}

  /** Folds the whole log of a station; a source with snapshots is quicker. */
  static StateSource folding(EventLog log, Transitions transitions) {
    return station -> {
      AtomicReference<Loaded> loaded =
          new AtomicReference<>(new Loaded(StationState.unknown(station), 0));
      log.read(
          station,
          0,
          logged ->
              loaded.set(
                  new Loaded(
                      transitions.evolve(loaded.get().state(), logged.event(), logged.at()),
                      logged.sequence())));
      return loaded.get();
    };
  }
}
