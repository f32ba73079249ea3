// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that nearly all of the log consists of, to text and back without reflection. The text
 * is that of {@link RecordJson} to the letter: what is not said here, of types or of spelling, is
 * said there.
 */
final class FrequentEvents {
  private static final int SHORT = 256;

  private FrequentEvents() {}

  /** The JSON of the event; null when it is of another type. */
  static @Nullable String write(StationEvent event) {
    return switch (event) {
      case CallAnswered e -> answered(e);
      case MeterValuesRecorded e ->
          new RecordText(SHORT * (e.samples().size() + 1))
              .put("transactionId", e.transactionId())
              .put("evse", e.evse())
              .put("connector", e.connector())
              .put("samples", e.samples())
              .done();
      case TransactionStarted e -> started(e);
      case TransactionUpdated e -> updated(e);
      case TransactionEnded e ->
          new RecordText(SHORT)
              .put("transactionId", e.transactionId())
              .put("at", e.at())
              .put("meterStop", e.meterStop())
              .put("stopReason", e.stopReason())
              .put("idToken", e.idToken())
              .put("seqNo", e.seqNo())
              .put("offline", e.offline())
              .done();
      case TransactionAuthorized e ->
          new RecordText(SHORT)
              .put("transactionId", e.transactionId())
              .put("idToken", e.idToken())
              .put("status", e.status())
              .done();
      default -> null;
    };
  }

  private static String answered(CallAnswered e) {
    int payloads = e.request().text().length() + e.response().text().length();
    return new RecordText(SHORT + payloads)
        .put("messageId", e.messageId())
        .put("action", e.action())
        .put("request", e.request())
        .put("response", e.response())
        .put("error", e.error())
        .done();
  }

  private static String started(TransactionStarted e) {
    return new RecordText(SHORT)
        .put("transactionId", e.transactionId())
        .put("evse", e.evse())
        .put("connector", e.connector())
        .put("idToken", e.idToken())
        .put("at", e.at())
        .put("meterStart", e.meterStart())
        .put("reservationId", e.reservationId())
        .put("remoteStartId", e.remoteStartId())
        .put("authorization", e.authorization())
        .put("chargingState", e.chargingState())
        .put("seqNo", e.seqNo())
        .put("offline", e.offline())
        .done();
  }

  private static String updated(TransactionUpdated e) {
    return new RecordText(SHORT)
        .put("transactionId", e.transactionId())
        .put("at", e.at())
        .put("triggerReason", e.triggerReason())
        .put("evse", e.evse())
        .put("connector", e.connector())
        .put("idToken", e.idToken())
        .put("authorization", e.authorization())
        .put("chargingState", e.chargingState())
        .put("seqNo", e.seqNo())
        .put("offline", e.offline())
        .done();
  }

  /** The event of that text; null when it is of another type, or is spelt as we do not write it. */
  static @Nullable StationEvent read(String type, String text) {
    RecordCursor in = new RecordCursor(text);
    StationEvent event =
        switch (type) {
          case "CallAnswered" -> answered(in);
          case "MeterValuesRecorded" -> meterValues(in);
          case "TransactionStarted" -> started(in);
          case "TransactionUpdated" -> updated(in);
          case "TransactionEnded" -> ended(in);
          case "TransactionAuthorized" -> authorized(in);
          default -> null;
        };
    return event != null && in.isWhole() ? event : null;
  }

  private static @Nullable StationEvent answered(RecordCursor in) {
    String messageId = in.string("messageId");
    String action = in.string("action");
    JsonView request = in.payload("request");
    JsonView response = in.payload("response");
    String error = in.string("error");
    return messageId == null || action == null || request == null || response == null
        ? null
        : new CallAnswered(messageId, action, request, response, error);
  }

  private static @Nullable StationEvent meterValues(RecordCursor in) {
    String transactionId = in.string("transactionId");
    Integer evse = in.integer("evse");
    Integer connector = in.integer("connector");
    List<MeterSample> samples = in.samples("samples");
    return samples == null
        ? null
        : new MeterValuesRecorded(transactionId, evse, connector, samples);
  }

  private static @Nullable StationEvent started(RecordCursor in) {
    String transactionId = in.string("transactionId");
    Integer evse = in.integer("evse");
    Integer connector = in.integer("connector");
    IdToken idToken = in.token("idToken");
    Instant at = in.time("at");
    Long meterStart = in.number("meterStart");
    Integer reservationId = in.integer("reservationId");
    Integer remoteStartId = in.integer("remoteStartId");
    String authorization = in.string("authorization");
    String chargingState = in.string("chargingState");
    Integer seqNo = in.integer("seqNo");
    Boolean offline = in.bool("offline");
    return transactionId == null || at == null || offline == null
        ? null
        : new TransactionStarted(
            transactionId,
            evse,
            connector,
            idToken,
            at,
            meterStart,
            reservationId,
            remoteStartId,
            authorization,
            chargingState,
            seqNo,
            offline);
  }

  private static @Nullable StationEvent updated(RecordCursor in) {
    String transactionId = in.string("transactionId");
    Instant at = in.time("at");
    String triggerReason = in.string("triggerReason");
    Integer evse = in.integer("evse");
    Integer connector = in.integer("connector");
    IdToken idToken = in.token("idToken");
    String authorization = in.string("authorization");
    String chargingState = in.string("chargingState");
    Integer seqNo = in.integer("seqNo");
    Boolean offline = in.bool("offline");
    return transactionId == null || at == null || triggerReason == null || offline == null
        ? null
        : new TransactionUpdated(
            transactionId,
            at,
            triggerReason,
            evse,
            connector,
            idToken,
            authorization,
            chargingState,
            seqNo,
            offline);
  }

  private static @Nullable StationEvent ended(RecordCursor in) {
    String transactionId = in.string("transactionId");
    Instant at = in.time("at");
    Long meterStop = in.number("meterStop");
    String stopReason = in.string("stopReason");
    IdToken idToken = in.token("idToken");
    Integer seqNo = in.integer("seqNo");
    Boolean offline = in.bool("offline");
    return transactionId == null || at == null || stopReason == null || offline == null
        ? null
        : new TransactionEnded(transactionId, at, meterStop, stopReason, idToken, seqNo, offline);
  }

  private static @Nullable StationEvent authorized(RecordCursor in) {
    String transactionId = in.string("transactionId");
    IdToken idToken = in.token("idToken");
    String status = in.string("status");
    return transactionId == null || idToken == null || status == null
        ? null
        : new TransactionAuthorized(transactionId, idToken, status);
  }
}
