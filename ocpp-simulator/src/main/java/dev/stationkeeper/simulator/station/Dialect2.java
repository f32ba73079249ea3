// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * OCPP 2.0.1 and 2.1: TransactionEvent and the device model. A transaction begins and ends with the
 * power path (TxStartPoint and TxStopPoint PowerPathClosed: cable in and driver authorised).
 */
final class Dialect2 implements Dialect {
  private final Variables variables = Variables.of2();
  private final Calls2 calls;

  Dialect2(OcppVersion version) {
    this.calls = new Calls2(version, variables);
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public JsonView boot(Station station, String reason) {
    StationSettings settings = station.settings();
    String serial = station.id().value();
    return JsonView.object()
        .put("reason", reason)
        .put(
            "chargingStation",
            JsonView.object()
                .put("model", settings.model())
                .put("vendorName", settings.vendor())
                .put("serialNumber", serial.length() <= 25 ? serial : serial.substring(0, 25))
                .put("firmwareVersion", settings.firmware())
                .build())
        .build();
  }

  @Override
  public JsonView authorize(String idToken) {
    return JsonView.object().put("idToken", token(idToken)).build();
  }

  static JsonView token(String idToken) {
    return JsonView.object().put("idToken", idToken).put("type", "ISO14443").build();
  }

  @Override
  public String status(Connector connector) {
    if (connector.faulted) {
      return "Faulted";
    } else if (connector.plugged || connector.session != null) {
      return "Occupied";
    } else if (!connector.operative) {
      return "Unavailable";
    }
    return connector.reservation != null ? "Reserved" : "Available";
  }

  @Override
  public JsonView statusNotification(Connector connector, Instant at) {
    return JsonView.object()
        .put("timestamp", at)
        .put("connectorStatus", status(connector))
        .put("evseId", connector.number)
        .put("connectorId", 1)
        .build();
  }

  @Override
  public boolean reportsStation() {
    return false;
  }

  @Override
  public String authorization(JsonView answer) {
    // Absent in the answer to an event without a token, which then says nothing against it.
    return answer
        .string("idTokenInfo", "status")
        .orElse(answer.object("idTokenInfo").isEmpty() ? "Accepted" : "");
  }

  @Override
  public boolean stopsOnInvalidId() {
    return variables.is("TxCtrlr", "StopTxOnInvalidId", "");
  }

  @Override
  public void started(
      Station station, Connector connector, ChargingSession session, Consumer<CallOutcome> done) {
    String trigger = session.remoteStartId == null ? "Authorized" : "RemoteStart";
    JsonObjectBuilder event =
        event(station, connector, session, "Started", trigger, "EVConnected", null)
            .put("idToken", token(session.idToken))
            .putObjects(
                "meterValue",
                List.of(meterValue(station.timing().now(), connector, "Transaction.Begin")));
    if (session.reservationId != null) {
      event.put("reservationId", session.reservationId);
    }
    send(station, Kind.TRANSACTION, event.build(), done);
    update(station, connector, session, "ChargingStateChanged", false);
  }

  @Override
  public void metered(Station station, Connector connector, ChargingSession session) {
    update(station, connector, session, "MeterValuePeriodic", true);
  }

  /** An Updated event of the running transaction. */
  static void update(
      Station station,
      Connector connector,
      ChargingSession session,
      String trigger,
      boolean metered) {
    JsonObjectBuilder event =
        event(station, connector, session, "Updated", trigger, chargingState(connector), null);
    if (metered) {
      String context = trigger.equals("Trigger") ? "Trigger" : "Sample.Periodic";
      event.putObjects(
          "meterValue", List.of(meterValue(station.timing().now(), connector, context)));
    }
    send(station, Kind.TRANSACTION_UPDATE, event.build(), outcome -> {});
  }

  @Override
  public void ended(
      Station station,
      Connector connector,
      ChargingSession session,
      StopCause cause,
      Consumer<CallOutcome> done) {
    String state = connector.plugged ? "EVConnected" : "Idle";
    JsonObjectBuilder event =
        event(station, connector, session, "Ended", cause.trigger2, state, cause.reason2)
            .put("idToken", cause == StopCause.LOCAL ? token(session.idToken) : null)
            .putObjects(
                "meterValue",
                List.of(meterValue(station.timing().now(), connector, "Transaction.End")));
    send(station, Kind.TRANSACTION, event.build(), done);
  }

  private static void send(
      Station station, Kind kind, JsonView payload, Consumer<CallOutcome> done) {
    station
        .outbox()
        .add(Action.of("TransactionEvent"), kind, () -> payload, done, station.timing().nanoTime());
  }

  private static JsonObjectBuilder event(
      Station station,
      Connector connector,
      ChargingSession session,
      String type,
      String trigger,
      String state,
      @Nullable String stoppedReason) {
    JsonObjectBuilder info =
        JsonView.object()
            .put("transactionId", session.id)
            .put("chargingState", state)
            .put("stoppedReason", stoppedReason);
    if (session.remoteStartId != null) {
      info.put("remoteStartId", session.remoteStartId);
    }
    JsonObjectBuilder event =
        JsonView.object()
            .put("eventType", type)
            .put("timestamp", station.timing().now())
            .put("triggerReason", trigger)
            .put("seqNo", session.seqNo++)
            .put("transactionInfo", info.build())
            .put(
                "evse",
                JsonView.object().put("id", connector.number).put("connectorId", 1).build());
    return station.isInService() ? event : event.put("offline", true);
  }

  private static String chargingState(Connector connector) {
    ChargingSession session = connector.session;
    if (session == null || !session.charging) {
      return "SuspendedEV";
    }
    return connector.power() > 0 ? "Charging" : "SuspendedEVSE";
  }

  static JsonView meterValue(Instant at, Connector connector, String context) {
    JsonView energy =
        sample(
            BigDecimal.valueOf(connector.meterWh).setScale(1, RoundingMode.HALF_UP),
            context,
            "Energy.Active.Import.Register",
            "Wh");
    JsonView power =
        sample(
            BigDecimal.valueOf(connector.power()).setScale(0, RoundingMode.HALF_UP),
            context,
            "Power.Active.Import",
            "W");
    return JsonView.object()
        .put("timestamp", at)
        .putObjects("sampledValue", List.of(energy, power))
        .build();
  }

  private static JsonView sample(BigDecimal value, String context, String measurand, String unit) {
    return JsonView.object()
        .put("value", value)
        .put("context", context)
        .put("measurand", measurand)
        .put("unitOfMeasure", JsonView.object().put("unit", unit).build())
        .build();
  }

  @Override
  public Duration heartbeatInterval() {
    return Duration.ofSeconds(variables.number("OCPPCommCtrlr", "HeartbeatInterval", "", 300));
  }

  @Override
  public void heartbeatInterval(int seconds) {
    variables.set("OCPPCommCtrlr", "HeartbeatInterval", "", Integer.toString(seconds));
  }

  @Override
  public Duration meterInterval(StationSettings settings) {
    return variables.isChanged("SampledDataCtrlr", "TxUpdatedInterval", "")
        ? Duration.ofSeconds(variables.number("SampledDataCtrlr", "TxUpdatedInterval", "", 60))
        : settings.meterInterval();
  }

  @Override
  public Duration connectionTimeout() {
    return Duration.ofSeconds(variables.number("TxCtrlr", "EVConnectionTimeOut", "", 60));
  }

  @Override
  public int transactionAttempts() {
    return variables.number("OCPPCommCtrlr", "MessageAttempts", "TransactionEvent", 3);
  }

  @Override
  public Duration transactionRetry() {
    return Duration.ofSeconds(
        variables.number("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent", 10));
  }

  @Override
  public Answer answer(Station station, String action, JsonView payload) {
    return calls.answer(station, action, payload);
  }
}
