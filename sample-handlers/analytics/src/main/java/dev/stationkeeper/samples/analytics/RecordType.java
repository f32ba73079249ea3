// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import static dev.stationkeeper.samples.analytics.Column.number;
import static dev.stationkeeper.samples.analytics.Column.text;
import static dev.stationkeeper.samples.analytics.Column.time;
import static dev.stationkeeper.samples.analytics.Column.truth;
import static dev.stationkeeper.samples.analytics.Column.whole;

import dev.stationkeeper.spi.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of records. Columns are added, never changed; the page of them is made from here. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies
public enum RecordType {
  /** What happened to a transaction, one record for each step of its life. */
  SESSION(
      "What happened to a transaction: one record for each step of its life. The energy of a"
          + " session is the difference of two readings, here or among the meter values.",
      List.of(
          "TransactionStarted",
          "TransactionUpdated",
          "TransactionAuthorized",
          "TransactionEnded",
          "TransactionFlagged",
          "TransactionCorrected"),
      "",
      List.of(
          text("transaction_id", "as the station knows it; unique per station", "transactionId"),
          whole("evse", "absent under OCPP 1.6", "evse"),
          whole("connector", "on its EVSE; under 1.6 on the station", "connector"),
          text("id_token", "a pseudonym, unless the handler may see persons", "idToken.value"),
          text("id_token_type", "for example `ISO14443`", "idToken.type"),
          text("status", "of the token, where it was judged", "authorization", "status"),
          time("happened_at", "the station's time of the step", "at", "endedAt"),
          whole("meter_start_wh", "register at the start, in Wh", "meterStart"),
          whole("meter_stop_wh", "register at the end, in Wh", "meterStop"),
          text("charging_state", "in OCPP 2.x's words", "chargingState"),
          text(
              "reason",
              "why: the stop reason, the trigger, the finding, or an operator's words",
              "stopReason",
              "triggerReason",
              "finding",
              "reason"),
          text("detail", "of a finding, for people", "detail"),
          whole("seq_no", "the station's number of the message (2.x)", "seqNo"),
          truth("offline", "it happened while the station had no connection", "offline"),
          whole("reservation_id", "the reservation it used", "reservationId"),
          whole("remote_start_id", "the remote start it follows (2.x)", "remoteStartId"))),

  /** One sampled value. */
  METER_VALUE(
      "One sampled value. Values are as the station gave them, OCPP 2.x's multiplier applied; the"
          + " unit is in the record.",
      List.of("MeterValuesRecorded"),
      "samples",
      List.of(
          text("transaction_id", "absent outside a transaction", "transactionId"),
          whole("evse", "absent under OCPP 1.6", "evse"),
          whole("connector", "on its EVSE; under 1.6 on the station", "connector"),
          time("sampled_at", "the station's time of the sample", "*.at"),
          text("measurand", "for example `Energy.Active.Import.Register`", "*.measurand"),
          number("value", "in `unit`; absent when it is no number (signed data)", "*.value"),
          text("value_text", "as the station wrote it", "*.value"),
          text("unit", "for example `Wh`, `W`, `A`, `V`, `Percent`, `Celsius`", "*.unit"),
          text("phase", "for example `L1`", "*.phase"),
          text("location", "for example `Outlet`", "*.location"),
          text("context", "for example `Sample.Periodic`", "*.context"))),

  /** A connector, or its availability, is another. */
  STATUS_CHANGE(
      "A connector told its status, or was put into or out of operation.",
      List.of("ConnectorStatusReported", "AvailabilityChanged"),
      "",
      List.of(
          whole("evse", "absent under OCPP 1.6 and for a whole station", "evse"),
          whole("connector", "0 for a whole station under 1.6", "connector"),
          text("status", "in the version's words, for example `Available`", "status"),
          truth("operative", "of an availability", "operative"),
          text("error_code", "OCPP 1.6's, for example `GroundFailure`", "errorCode"),
          text("info", "the vendor's words", "info"),
          text("vendor_id", "whose error code it is", "vendorId"),
          text("vendor_error_code", "the vendor's own", "vendorErrorCode"),
          time("happened_at", "the station's time", "at"))),

  /** A token was judged. */
  AUTHORISATION(
      "A token was judged, by itself or within a transaction.",
      List.of("TokenAuthorized", "TransactionAuthorized"),
      "",
      List.of(
          text("transaction_id", "absent for a token alone", "transactionId"),
          text("id_token", "a pseudonym, unless the handler may see persons", "idToken.value"),
          text("id_token_type", "for example `ISO14443`", "idToken.type"),
          text("status", "what the station was told, for example `Accepted`", "status"))),

  /** A station came or went. */
  CONNECTIVITY(
      "A station's connection opened or closed, it booted, or its registration was decided.",
      List.of("ConnectionOpened", "ConnectionClosed", "BootNotified", "RegistrationDecided"),
      "",
      List.of(
          whole("connection", "number of the connection, rising in a server", "connection"),
          text("version", "OCPP version, for example `2.0.1`", "version"),
          whole("code", "WebSocket close code", "code"),
          text("reason", "of a close or a boot", "reason"),
          text("vendor", "of the station", "vendor"),
          text("model", "of the station", "model"),
          text("firmware_version", "of the station", "firmwareVersion"),
          text("status", "of the registration: `Accepted`, `Pending` or `Rejected`", "status"),
          whole("interval_s", "between heartbeats, in seconds", "intervalSeconds"))),

  /** How handlers do. */
  HANDLER_HEALTH(
      "A handler crashed, was replaced, quarantined, resumed or swapped.",
      List.of(
          "HandlerCrashed",
          "HandlerReinstalled",
          "HandlerQuarantined",
          "HandlerResumed",
          "HandlerSwapped"),
      "",
      List.of(
          text("handler", "its name", "handler"),
          whole("generation", "of its instance", "generation"),
          text("reason", "why, shortened", "reason", "failure"),
          text("from_version", "of a swap", "from"),
          text("to_version", "of a swap", "to")));

  private final String meaning;
  private final List<String> events;
  private final String each;
  private final List<Column> columns;

  RecordType(String meaning, List<String> events, String each, List<Column> own) {
    this.meaning = meaning;
    this.events = List.copyOf(events);
    this.each = each;
    List<Column> all = new ArrayList<>(CommonColumns.ALL);
    all.addAll(own);
    this.columns = List.copyOf(all);
  }

  /** Its name in records, topics and folders: lower case, words by underscores. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its records are, for people. */
  public String meaning() {
    return meaning;
  }

  /** The events that it is made of. */
  public List<String> events() {
    return events;
  }

  /** Its columns in their order, those of all types first. Unmodifiable. */
  public List<Column> columns() {
    return columns;
  }

  /** The array of an event whose every element is a record; empty when the event is one record. */
  Optional<String> each() {
    return each.isEmpty() ? Optional.empty() : Optional.of(each);
  }

  /** The records of {@code event}; none when it is not of this type. Never throws for a payload. */
  public List<AnalyticsRecord> recordsOf(LoggedEvent event) {
    return events.contains(event.type()) ? Records.of(this, event) : List.of();
  }
}
