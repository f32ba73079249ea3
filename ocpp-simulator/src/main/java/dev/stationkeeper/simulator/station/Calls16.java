// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import dev.stationkeeper.simulator.station.Variable.Access;
import java.util.ArrayList;
import java.util.List;

/** A 1.6 station's answers to its central system. */
final class Calls16 {
  private final Variables variables;
  private final LocalList localList = new LocalList();

  Calls16(Variables variables) {
    this.variables = variables;
  }

  Answer answer(Station station, String action, JsonView payload) {
    return switch (action) {
      case "Reset" -> reset(station, payload);
      case "RemoteStartTransaction" -> remoteStart(station, payload);
      case "RemoteStopTransaction" -> remoteStop(station, payload);
      case "GetConfiguration" -> getConfiguration(payload);
      case "ChangeConfiguration" -> changeConfiguration(station, payload);
      case "TriggerMessage" ->
          trigger(
              station,
              payload.string("requestedMessage").orElse(""),
              payload.number("connectorId").orElse(0));
      case "ChangeAvailability" -> changeAvailability(station, payload);
      case "UnlockConnector" -> unlock(station, payload);
      case "ClearCache" -> Answer.status("Accepted");
      case "GetLocalListVersion" ->
          Answer.of(JsonView.object().put("listVersion", localList.version()).build());
      case "SendLocalList" ->
          Answer.status(
              localList.update(
                  payload.string("updateType").orElse("").equals("Full"),
                  payload.number("listVersion").orElse(0),
                  payload.objects("localAuthorizationList").size()));
      case "ReserveNow" -> reserve(station, payload);
      case "CancelReservation" ->
          Answer.status(
              Reservations.cancel(station, payload.number("reservationId").orElse(-1))
                  ? "Accepted"
                  : "Rejected");
      case "SetChargingProfile" ->
          Answer.status(
              ChargingLimits.set(
                      station,
                      payload.number("connectorId").orElse(0),
                      payload.object("csChargingProfiles", "chargingSchedule"))
                  ? "Accepted"
                  : "Rejected");
      case "ClearChargingProfile" ->
          Answer.status(
              ChargingLimits.clear(station, payload.number("connectorId").orElse(0))
                  ? "Accepted"
                  : "Unknown");
      case "GetCompositeSchedule" -> Answer.status("Rejected");
      case "DataTransfer" -> Answer.status("UnknownVendorId");
      default -> new Answer.Refusal(ErrorCode.NOT_IMPLEMENTED, action);
    };
  }

  private static Answer reset(Station station, JsonView payload) {
    boolean soft = payload.string("type").orElse("").equals("Soft");
    StopCause cause = soft ? StopCause.SOFT_RESET : StopCause.HARD_RESET;
    return Answer.status("Accepted", () -> station.reset("RemoteReset", cause, true, soft));
  }

  private static Answer remoteStart(Station station, JsonView payload) {
    Connectors connectors = station.connectors();
    long wished = payload.number("connectorId").orElse(RemoteStarts.any(connectors));
    String idTag = payload.string("idTag").orElse("");
    if (station.registration() != Registration.ACCEPTED
        || !RemoteStarts.possible(connectors, wished, idTag)) {
      return Answer.status("Rejected");
    }
    Connector connector = connectors.at((int) wished);
    return Answer.status("Accepted", () -> connectors.await(connector, idTag, null));
  }

  private static Answer remoteStop(Station station, JsonView payload) {
    String id = Long.toString(payload.number("transactionId").orElse(-1));
    Connector connector = station.connectors().ofTransaction(id);
    return connector == null
        ? Answer.status("Rejected")
        : Answer.status(
            "Accepted", () -> station.connectors().end(connector, StopCause.REMOTE, outcome -> {}));
  }

  private Answer getConfiguration(JsonView payload) {
    List<JsonView> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<String> asked = payload.strings("key");
    if (asked.isEmpty()) {
      variables.all().forEach(variable -> found.add(entry(variable)));
    }
    for (String key : asked) {
      Variable variable = variables.find("", key, "");
      if (variable == null) {
        unknown.add(key);
      } else {
        found.add(entry(variable));
      }
    }
    return Answer.of(
        JsonView.object()
            .putObjects("configurationKey", found)
            .putStrings("unknownKey", unknown)
            .build());
  }

  private JsonView entry(Variable variable) {
    boolean secret = variable.access() == Access.WriteOnly;
    String value = variables.value(variable);
    return JsonView.object()
        .put("key", variable.name())
        .put("readonly", variable.access() == Access.ReadOnly)
        .put("value", secret ? null : value)
        .build();
  }

  private Answer changeConfiguration(Station station, JsonView payload) {
    Variable variable = variables.find("", payload.string("key").orElse(""), "");
    String value = payload.string("value").orElse("");
    if (variable == null) {
      return Answer.status("NotSupported");
    } else if (variable.access() == Access.ReadOnly || !variable.accepts(value)) {
      return Answer.status("Rejected");
    }
    variables.set(variable, value);
    return Answer.status(
        variable.reboot() ? "RebootRequired" : "Accepted", () -> changed(station, variable));
  }

  private static void changed(Station station, Variable variable) {
    switch (variable.name()) {
      case "HeartbeatInterval" -> station.heartbeats().restart();
      case "MeterValueSampleInterval" -> station.connectors().restartMetering();
      default -> {}
    }
  }

  private static Answer trigger(Station station, String message, long number) {
    Connectors connectors = station.connectors();
    if (number != 0 && !connectors.has(number)) {
      return Answer.status("Rejected");
    }
    return switch (message) {
      case "BootNotification" -> Answer.status("Accepted", () -> station.boot(outcome -> {}));
      case "Heartbeat" ->
          Answer.status("Accepted", () -> send(station, "Heartbeat", JsonView.EMPTY));
      case "StatusNotification" ->
          Answer.status(
              "Accepted",
              () -> {
                for (Connector connector : connectors.all()) {
                  if (number == 0 || number == connector.number) {
                    connectors.statuses().send(connector, Kind.ASKED_FOR);
                  }
                }
              });
      case "MeterValues" ->
          Answer.status(
              "Accepted",
              () -> {
                for (Connector connector : connectors.all()) {
                  if (number == 0 || number == connector.number) {
                    connectors.meter(connector);
                    send(
                        station,
                        "MeterValues",
                        Dialect16.meterValues(station.timing().now(), connector));
                  }
                }
              });
      case "FirmwareStatusNotification" ->
          Answer.status(
              "Accepted",
              () -> send(station, message, JsonView.object().put("status", "Idle").build()));
      case "DiagnosticsStatusNotification" ->
          Answer.status(
              "Accepted",
              () -> send(station, message, JsonView.object().put("status", "Idle").build()));
      default -> Answer.status("NotImplemented");
    };
  }

  private static void send(Station station, String action, JsonView payload) {
    station
        .outbox()
        .add(
            Action.of(action),
            Kind.ASKED_FOR,
            () -> payload,
            outcome -> {},
            station.timing().nanoTime());
  }

  private static Answer changeAvailability(Station station, JsonView payload) {
    Connectors connectors = station.connectors();
    long number = payload.number("connectorId").orElse(0);
    boolean operative = payload.string("type").orElse("").equals("Operative");
    if (number != 0 && !connectors.has(number)) {
      return Answer.status("Rejected");
    }
    boolean busy =
        number == 0 ? connectors.anyCharging() : connectors.at((int) number).session != null;
    return Answer.status(
        busy && !operative ? "Scheduled" : "Accepted",
        () -> {
          if (number == 0) {
            connectors.stationOperative(operative);
          } else {
            connectors.operative(connectors.at((int) number), operative);
          }
        });
  }

  private static Answer unlock(Station station, JsonView payload) {
    Connectors connectors = station.connectors();
    long number = payload.number("connectorId").orElse(0);
    if (!connectors.has(number)) {
      return Answer.status("NotSupported");
    }
    Connector connector = connectors.at((int) number);
    return Answer.status(
        "Unlocked", () -> connectors.end(connector, StopCause.UNLOCK, outcome -> {}));
  }

  private static Answer reserve(Station station, JsonView payload) {
    return Answer.status(
        Reservations.reserve(
            station,
            payload.number("connectorId").orElse(0),
            (int) payload.number("reservationId").orElse(0),
            payload.string("idTag").orElse(""),
            payload.string("expiryDate").orElse(""),
            expired -> {}));
  }
}
