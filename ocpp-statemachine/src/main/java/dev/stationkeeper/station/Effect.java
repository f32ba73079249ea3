// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the engine does once the events of the same step are durable. */
public sealed interface Effect {
  /**
   * Write the frame to the socket with that number; if it is gone, drop it and count. What is
   * {@code sealed} takes the place of the masks in a CALL.
   */
  record Send(long connection, Frame frame, @Nullable String sealed) implements Effect {
    /** A frame without secrets. */
    public Send(long connection, Frame frame) {
      this(connection, frame, null);
    }
  }

  /**
   * Ask for a decision on a station's CALL. Comes back as exactly one of {@link Input.Decided},
   * {@link Input.Refused}, {@link Input.Undecided}, {@link Input.DecisionFailed}.
   */
  record Ask(
      long connection,
      MessageId id,
      OcppVersion version,
      Action action,
      JsonView payload,
      Instant receivedAt)
      implements Effect {}

  /** Fire {@link Input.TimerFired} with {@code key} at {@code at}. */
  record SetTimer(TimerKey key, Instant at) implements Effect {}

  /** Forget the timer; nothing happens when there is none. */
  record CancelTimer(TimerKey key) implements Effect {}

  /** Close the socket with that number (RFC 6455, 7.4). */
  record Close(long connection, int code, String reason) implements Effect {}

  /** A command has reached an end state, or {@code SENT}: tell whoever waits. */
  record CommandProgress(String commandId, CommandStatus status, JsonView response)
      implements Effect {}

  /** Something worth a counter and no event, for example {@code late_answer}. A fixed set. */
  record Count(String what, int times) implements Effect {
    /** Once. */
    public Count(String what) {
      this(what, 1);
    }
  }

  /**
   * Somebody wanted to send what the specification forbids; it did not leave.
   *
   * @param by handler or operator
   * @param what the action
   * @param fault what is wrong with it, for the log
   */
  record Forbidden(String by, String what, String fault) implements Effect {}
}
