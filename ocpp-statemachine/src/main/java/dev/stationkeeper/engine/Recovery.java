// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.engine.EventLog.LoggedEvent;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.StationEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds a log into the states of its stations. Give it every event in the order of each station,
 * then {@link #finish}. Not thread-safe.
 */
public final class Recovery {
  private static final class Found {
    private StationState state;
    private long sequence;
    private long lastConnection;

    Found(StationId station) {
      this.state = StationState.unknown(station);
    }
  }

  private final Transitions transitions;
  private final Map<StationId, Found> stations = new HashMap<>();
  private int lastTransactionId;

  public Recovery(Transitions transitions) {
    this.transitions = transitions;
  }

  /**
   * Takes the next event.
   *
   * @throws IllegalStateException when it is not behind the last one of its station; a gap that
   *     damage has left in the log is for the log to report
   */
  public void accept(LoggedEvent logged) {
    Found found = stations.computeIfAbsent(logged.station(), Found::new);
    if (logged.sequence() <= found.sequence) {
      throw new IllegalStateException(
          "The log of station %s goes from event %d to %d"
              .formatted(logged.station(), found.sequence, logged.sequence()));
    }
    found.sequence = logged.sequence();
    found.state = transitions.evolve(found.state, logged.event(), logged.at());
    switch (logged.event()) {
      case StationEvent.ConnectionOpened opened ->
          found.lastConnection = Math.max(found.lastConnection, opened.connection());
      case StationEvent.TransactionStarted started -> noteTransaction(started);
      default -> {}
    }
  }

  /** Takes a station's state that was folded elsewhere, from a snapshot for example. */
  public void accept(StateSource.Loaded folded) {
    Found found = stations.computeIfAbsent(folded.state().id(), Found::new);
    found.state = folded.state();
    found.sequence = folded.sequence();
    found.lastConnection = folded.state().link().connection();
  }

  /** Makes known a 1.6 transaction id, or one that was the highest at some time. */
  public void acceptTransactionId(int id) {
    lastTransactionId = Math.max(lastTransactionId, id);
  }

  /** The highest 1.6 transaction id in the log, 0 when there is none; for {@link FreshIds}. */
  public int lastTransactionId() {
    return lastTransactionId;
  }

  /** Hands every station over to {@code engines}. */
  public void finish(StationEngines engines) {
    for (Found found : stations.values()) {
      engines.recovered(new StateSource.Loaded(found.state, found.sequence), found.lastConnection);
    }
    stations.clear();
  }

  private void noteTransaction(StationEvent.TransactionStarted started) {
    acceptTransactionId(FreshIds.numberIn(started));
  }
}
