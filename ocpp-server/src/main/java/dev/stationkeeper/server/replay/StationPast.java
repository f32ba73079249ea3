// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One station's past: folds its events and finds the CALL behind each answer again, in the state in
 * which it came. That is the state before the first event that has its message id as cause, for
 * what a CALL reports is recorded before anybody is asked. Confined to the replay's thread.
 */
final class StationPast {
  /** A station may have so many CALLs waiting that this build remembers the beginning of. */
  private static final int MOST_OPEN = 64;

  private final StationMachine machine;
  private final Map<String, Moment> begun = new LinkedHashMap<>();
  private StationState state;
  private @Nullable String lastAnswered;
  private @Nullable Moment behindAnswer;
  private boolean served;

  StationPast(StationMachine machine, StationState initial) {
    this.machine = machine;
    this.state = initial;
  }

  private record Moment(StationState state, Instant at) {}

  StationState state() {
    return state;
  }

  /**
   * Takes the next event.
   *
   * @return the CALL that it answers, when that is one on which somebody is asked
   */
  Optional<PastCall> take(LogRecord record, StationEvent event) {
    Optional<PastCall> call = Optional.empty();
    if (event instanceof ConnectionOpened) {
      begun.clear();
      lastAnswered = null;
    } else {
      begins(record);
    }
    if (event instanceof CallAnswered answered) {
      Moment moment = begun.remove(answered.messageId());
      if (moment == null) {
        moment = now(record);
      }
      call = PastCall.of(machine, moment.state(), moment.at(), record, answered);
      lastAnswered = answered.messageId();
    }
    state = machine.evolve(state, event, record.at());
    if (event instanceof CallAnswered) {
      behindAnswer = new Moment(state, record.at());
      served = false;
    }
    return call;
  }

  /** Remembers the moment before the first event of a CALL. */
  private void begins(LogRecord record) {
    String message = record.cause().messageId();
    if (message == null) {
      return;
    }
    if (message.equals(lastAnswered)) {
      // A CALL that waited behind the answered one is served in the same step, under its cause.
      served = true;
    } else if (!begun.containsKey(message)) {
      if (begun.size() >= MOST_OPEN) {
        begun.remove(begun.keySet().iterator().next());
      }
      begun.put(message, now(record));
    }
  }

  private Moment now(LogRecord record) {
    Moment behind = behindAnswer;
    return served && behind != null ? behind : new Moment(state, record.at());
  }
}
