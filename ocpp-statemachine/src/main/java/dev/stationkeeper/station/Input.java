// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a station's machine. */
public sealed interface Input {
  /**
   * A socket is up. A number above the last one replaces the socket before it.
   *
   * @param connection rises by one with every connection of the station, also over restarts
   * @param securityProfile 0 to 3, as it was shown at the door; null when nobody says
   */
  record Opened(
      long connection, OcppVersion version, String remoteAddress, @Nullable Integer securityProfile)
      implements Input {
    /** One of whose profile nobody says anything. */
    public Opened(long connection, OcppVersion version, String remoteAddress) {
      this(connection, version, remoteAddress, null);
    }
  }

  /** The socket with that number is gone. */
  record Closed(long connection, int code, String reason) implements Input {}

  /** A well-formed frame came in. */
  record Received(long connection, Frame frame) implements Input {}

  /**
   * A text came in that is no frame.
   *
   * @param answer what the station is owed, if anything
   * @param brokenAnswerTo the id of the CALL that the text was meant to answer; null when it was no
   *     answer, or its id could not be read
   */
  record Malformed(
      long connection, @Nullable Frame answer, String reason, @Nullable MessageId brokenAnswerTo)
      implements Input {}

  /** The decision on a station's CALL: a payload for the CALLRESULT. */
  record Decided(long connection, MessageId id, JsonView payload) implements Input {}

  /** The decision on a station's CALL: a CALLERROR, wanted by who decided. */
  record Refused(long connection, MessageId id, ErrorCode code, String description)
      implements Input {}

  /** Nobody had an opinion: the protocol's own default answers. */
  record Undecided(long connection, MessageId id) implements Input {}

  /** No decision could be had (it failed or took too long): the station gets InternalError. */
  record DecisionFailed(long connection, MessageId id, String reason) implements Input {}

  /** Somebody wants a CALL sent to the station. */
  record CommandSubmitted(Command command) implements Input {}

  /** Somebody no longer wants it. */
  record CommandCancelled(String commandId) implements Input {}

  /**
   * Somebody tells how a transaction ended, because the station did not.
   *
   * @param meterStop Wh; null when it is not known
   */
  record TransactionPutRight(
      String transactionId, Instant endedAt, @Nullable Long meterStop, String reason, String by)
      implements Input {}

  /** A timer that {@link Effect.SetTimer} started has run out; stale keys are ignored. */
  record TimerFired(TimerKey key) implements Input {}

  /** The server has started again and this state was folded from the log: no socket is left. */
  record Restarted() implements Input {}
}
