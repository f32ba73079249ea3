// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about one station. The simple name of the record is the type in the log; components are
 * its attributes. Optional attributes are null and left out of the JSON.
 */
public sealed interface StationEvent
    permits BlockEvent,
        StationEvent.ConnectionOpened,
        StationEvent.ConnectionClosed,
        StationEvent.BootNotified,
        StationEvent.RegistrationDecided,
        StationEvent.ConnectorStatusReported,
        StationEvent.TokenAuthorized,
        StationEvent.TransactionStarted,
        StationEvent.TransactionUpdated,
        StationEvent.TransactionAuthorized,
        StationEvent.TransactionFlagged,
        StationEvent.TransactionEnded,
        StationEvent.TransactionCorrected,
        StationEvent.MeterValuesRecorded,
        StationEvent.CallAnswered,
        StationEvent.SendReceived,
        StationEvent.QuirksUsed,
        StationEvent.FrameRejected,
        StationEvent.CommandQueued,
        StationEvent.CommandSent,
        StationEvent.CommandEnded {
  /**
   * A socket was accepted. {@code version} is a number such as {@code 2.0.1}, {@code
   * securityProfile} 0 to 3 what was shown at the door; null when it was not on record then.
   */
  record ConnectionOpened(
      long connection, String version, String remoteAddress, @Nullable Integer securityProfile)
      implements StationEvent {
    /** One whose profile is not on record. */
    public ConnectionOpened(long connection, String version, String remoteAddress) {
      this(connection, version, remoteAddress, null);
    }
  }

  /** A socket is gone: closed by either side, replaced, or lost with the server. */
  record ConnectionClosed(long connection, int code, String reason) implements StationEvent {}

  /** The station said what it is (BootNotification). */
  record BootNotified(
      String vendor,
      String model,
      @Nullable String serialNumber,
      @Nullable String firmwareVersion,
      @Nullable String reason,
      @Nullable String iccid,
      @Nullable String imsi)
      implements StationEvent {}

  /** The boot was answered. {@code status} is Accepted, Pending or Rejected. */
  record RegistrationDecided(String status, int intervalSeconds) implements StationEvent {}

  /**
   * A connector told its status. 1.6: {@code evse} is null; {@code connector} 0 is the station.
   *
   * @param at the station's time where it gave one, else the time of arrival
   */
  record ConnectorStatusReported(
      @Nullable Integer evse,
      int connector,
      String status,
      @Nullable String errorCode,
      @Nullable String info,
      @Nullable String vendorId,
      @Nullable String vendorErrorCode,
      Instant at)
      implements StationEvent {}

  /** A token was presented and judged outside a transaction message (Authorize). */
  record TokenAuthorized(IdToken idToken, String status) implements StationEvent {}

  /**
   * A transaction began. 1.6: {@code transactionId} is our number as text; 2.x: the station's own.
   *
   * @param meterStart Wh, where it is known
   * @param authorization the status of the token if it was known at once; the decision on the token
   *     usually comes later, as {@link TransactionAuthorized}
   */
  record TransactionStarted(
      String transactionId,
      @Nullable Integer evse,
      @Nullable Integer connector,
      @Nullable IdToken idToken,
      Instant at,
      @Nullable Long meterStart,
      @Nullable Integer reservationId,
      @Nullable Integer remoteStartId,
      @Nullable String authorization,
      @Nullable String chargingState,
      @Nullable Integer seqNo,
      boolean offline)
      implements StationEvent {}

  /** News of a transaction (2.x Updated, or what was learnt late). Null means unchanged. */
  record TransactionUpdated(
      String transactionId,
      Instant at,
      String triggerReason,
      @Nullable Integer evse,
      @Nullable Integer connector,
      @Nullable IdToken idToken,
      @Nullable String authorization,
      @Nullable String chargingState,
      @Nullable Integer seqNo,
      boolean offline)
      implements StationEvent {}

  /**
   * The token of a transaction was judged; {@code status} is what the station was told (1.6 and
   * 2.x: {@code Accepted}, {@code Blocked} …).
   */
  record TransactionAuthorized(String transactionId, IdToken idToken, String status)
      implements StationEvent {}

  /**
   * Something about a transaction does not fit. A finding, never invented data.
   *
   * @param finding {@code superseded}: its connector began another one; {@code orphan}: its end
   *     came and no transaction fits; {@code noEnd}: station rebooted and its connector is free;
   *     {@code tooManyOpen}: the station has more open ones than are watched, this oldest one no
   *     longer is; {@code gap}: its end came, numbers are missing, and the station has no message
   *     of it waiting; {@code corrected}: somebody else than the station told its end
   * @param detail for people
   */
  record TransactionFlagged(String transactionId, String finding, String detail)
      implements StationEvent {}

  /** A transaction ended. {@code stopReason} as the station named it, {@code Local} by default. */
  record TransactionEnded(
      String transactionId,
      Instant at,
      @Nullable Long meterStop,
      String stopReason,
      @Nullable IdToken idToken,
      @Nullable Integer seqNo,
      boolean offline)
      implements StationEvent {}

  /**
   * Somebody put right what the station never told, or told wrongly. What the station tells later
   * counts more. {@code meterStop} null: it stays what it was.
   *
   * @param reason in the words of who did it
   * @param by who did it
   */
  record TransactionCorrected(
      String transactionId, Instant endedAt, @Nullable Long meterStop, String reason, String by)
      implements StationEvent {}

  /** Meter values came, of a transaction or of the meter alone ({@code transactionId} null). */
  record MeterValuesRecorded(
      @Nullable String transactionId,
      @Nullable Integer evse,
      @Nullable Integer connector,
      List<MeterSample> samples)
      implements StationEvent {
    public MeterValuesRecorded {
      samples = List.copyOf(samples);
    }
  }

  /**
   * A station's CALL was answered; the evidence behind the facts above, and the recorded answer for
   * a repetition. Heartbeats leave none. {@code error} is the code of a CALLERROR, else null;
   * {@code response} is then its details with the description.
   */
  record CallAnswered(
      String messageId, String action, JsonView request, JsonView response, @Nullable String error)
      implements StationEvent {}

  /** A SEND came in (2.1). */
  record SendReceived(String messageId, String action, JsonView payload) implements StationEvent {}

  /**
   * A message broke rules that this station is forgiven, and was read all the same; what it said
   * stands unchanged in the event of the message itself. Heartbeats leave none.
   *
   * @param action of the message, or of the CALL that it answers
   * @param uses the quirks that it needed, by their names
   */
  record QuirksUsed(String messageId, String action, List<QuirkUses> uses) implements StationEvent {
    public QuirksUsed {
      uses = List.copyOf(uses);
    }
  }

  /** Text came in that was no frame. */
  record FrameRejected(String reason) implements StationEvent {}

  /**
   * An operator or handler wants a CALL sent. {@code payload} has masks where secrets belong.
   *
   * @param priority null when nothing was said of it, which is 0; the highest is sent first
   * @param sealed the secrets, which only this server can open, so that the command survives a
   *     restart; null when there are none
   */
  record CommandQueued(
      String commandId,
      String action,
      JsonView payload,
      Instant expiresAt,
      String by,
      @Nullable Integer priority,
      @Nullable String sealed,
      @Nullable Boolean carryThrough)
      implements StationEvent {
    /** One of which no priority was said, without secrets. */
    public CommandQueued(
        String commandId, String action, JsonView payload, Instant expiresAt, String by) {
      this(commandId, action, payload, expiresAt, by, null, null, null);
    }
  }

  /** The CALL is about to go out under that id. */
  record CommandSent(String commandId, String messageId) implements StationEvent {}

  /**
   * The command has reached its end. {@code status} is an end state of CommandStatus, {@code
   * response} the station's payload verbatim, or code and description of an error.
   */
  record CommandEnded(String commandId, String status, JsonView response) implements StationEvent {}
}
