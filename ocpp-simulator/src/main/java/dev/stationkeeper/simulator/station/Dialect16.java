// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** OCPP 1.6: StartTransaction, MeterValues, StopTransaction, configuration keys. */
final class Dialect16 implements Dialect {
  private final Variables variables = Variables.of16();
  private final Calls16 calls = new Calls16(variables);

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public JsonView boot(Station station, String reason) {
    StationSettings settings = station.settings();
    String serial = station.id().value();
    return JsonView.object()
        .put("chargePointVendor", settings.vendor())
        .put("chargePointModel", settings.model())
        .put("chargePointSerialNumber", serial.length() <= 25 ? serial : serial.substring(0, 25))
        .put("firmwareVersion", settings.firmware())
        .build();
  }

  @Override
  public JsonView authorize(String idToken) {
    return JsonView.object().put("idTag", idToken).build();
  }

  @Override
  public String status(Connector connector) {
    ChargingSession session = connector.session;
    if (connector.faulted) {
      return "Faulted";
    } else if (session != null) {
      return !session.charging
          ? "SuspendedEV"
          : connector.power() > 0 ? "Charging" : "SuspendedEVSE";
    } else if (!connector.operative) {
      return "Unavailable";
    } else if (connector.finishing) {
      return "Finishing";
    } else if (connector.plugged || connector.awaited != null) {
      return "Preparing";
    }
    return connector.reservation != null ? "Reserved" : "Available";
  }

  @Override
  public JsonView statusNotification(Connector connector, Instant at) {
    return JsonView.object()
        .put("connectorId", connector.number)
        .put("errorCode", connector.faulted ? "GroundFailure" : "NoError")
        .put("status", status(connector))
        .put("timestamp", at)
        .build();
  }

  @Override
  public boolean reportsStation() {
    return true;
  }

  @Override
  public String authorization(JsonView answer) {
    return answer.string("idTagInfo", "status").orElse("");
  }

  @Override
  public boolean stopsOnInvalidId() {
    return variables.is("", "StopTransactionOnInvalidId", "");
  }

  @Override
  public void started(
      Station station, Connector connector, ChargingSession session, Consumer<CallOutcome> done) {
    JsonObjectBuilder start =
        JsonView.object()
            .put("connectorId", connector.number)
            .put("idTag", session.idToken)
            .put("meterStart", session.meterStart)
            .put("timestamp", station.timing().now());
    if (session.reservationId != null) {
      start.put("reservationId", session.reservationId);
    }
    JsonView payload = start.build();
    station
        .outbox()
        .add(
            Action.of("StartTransaction"),
            Kind.TRANSACTION,
            () -> payload,
            outcome -> {
              if (outcome instanceof CallOutcome.Result(JsonView answer)) {
                session.transactionId = answer.number("transactionId").orElse(-1);
              }
              done.accept(outcome);
            },
            station.timing().nanoTime());
  }

  @Override
  public void metered(Station station, Connector connector, ChargingSession session) {
    JsonView values = meterValue(station.timing().now(), connector, "Sample.Periodic");
    send(
        station,
        "MeterValues",
        Kind.TRANSACTION_UPDATE,
        () ->
            JsonView.object()
                .put("connectorId", connector.number)
                .put("transactionId", session.transactionId)
                .putObjects("meterValue", List.of(values))
                .build(),
        outcome -> {});
  }

  @Override
  public void ended(
      Station station,
      Connector connector,
      ChargingSession session,
      StopCause cause,
      Consumer<CallOutcome> done) {
    Instant at = station.timing().now();
    long meter = Math.round(connector.meterWh);
    send(
        station,
        "StopTransaction",
        Kind.TRANSACTION,
        () ->
            JsonView.object()
                .put("transactionId", session.transactionId)
                .put("idTag", cause == StopCause.LOCAL ? session.idToken : null)
                .put("meterStop", meter)
                .put("timestamp", at)
                .put("reason", cause.reason16)
                .build(),
        done);
  }

  private static void send(
      Station station,
      String action,
      Kind kind,
      Supplier<JsonView> payload,
      Consumer<CallOutcome> done) {
    station.outbox().add(Action.of(action), kind, payload, done, station.timing().nanoTime());
  }

  /** Meter values outside a transaction, asked for by the CSMS. */
  static JsonView meterValues(Instant at, Connector connector) {
    JsonObjectBuilder values = JsonView.object().put("connectorId", connector.number);
    ChargingSession session = connector.session;
    if (session != null) {
      values.put("transactionId", session.transactionId);
    }
    return values.putObjects("meterValue", List.of(meterValue(at, connector, "Trigger"))).build();
  }

  private static JsonView meterValue(Instant at, Connector connector, String context) {
    JsonView energy =
        JsonView.object()
            .put("value", Long.toString(Math.round(connector.meterWh)))
            .put("context", context)
            .put("measurand", "Energy.Active.Import.Register")
            .put("unit", "Wh")
            .build();
    JsonView power =
        JsonView.object()
            .put("value", watts(connector).toPlainString())
            .put("context", context)
            .put("measurand", "Power.Active.Import")
            .put("unit", "W")
            .build();
    return JsonView.object()
        .put("timestamp", at)
        .putObjects("sampledValue", List.of(energy, power))
        .build();
  }

  static BigDecimal watts(Connector connector) {
    return BigDecimal.valueOf(connector.power()).setScale(0, RoundingMode.HALF_UP);
  }

  @Override
  public Duration heartbeatInterval() {
    return Duration.ofSeconds(variables.number("", "HeartbeatInterval", "", 300));
  }

  @Override
  public void heartbeatInterval(int seconds) {
    variables.set("", "HeartbeatInterval", "", Integer.toString(seconds));
  }

  @Override
  public Duration meterInterval(StationSettings settings) {
    return variables.isChanged("", "MeterValueSampleInterval", "")
        ? Duration.ofSeconds(variables.number("", "MeterValueSampleInterval", "", 60))
        : settings.meterInterval();
  }

  @Override
  public Duration connectionTimeout() {
    return Duration.ofSeconds(variables.number("", "ConnectionTimeOut", "", 60));
  }

  @Override
  public int transactionAttempts() {
    return variables.number("", "TransactionMessageAttempts", "", 3);
  }

  @Override
  public Duration transactionRetry() {
    return Duration.ofSeconds(variables.number("", "TransactionMessageRetryInterval", "", 10));
  }

  @Override
  public Answer answer(Station station, String action, JsonView payload) {
    return calls.answer(station, action, payload);
  }
}
