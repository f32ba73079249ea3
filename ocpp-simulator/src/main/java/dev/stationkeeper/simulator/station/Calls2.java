// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import java.util.List;
import java.util.function.Consumer;

/** A 2.0.1 or 2.1 station's answers to its CSMS. */
final class Calls2 {
  private final OcppVersion version;
  private final DeviceModel model;
  private final LocalList localList = new LocalList();
  private final InstalledCertificates certificates = new InstalledCertificates();

  Calls2(OcppVersion version, Variables variables) {
    this.version = version;
    this.model = new DeviceModel(variables);
  }

  Answer answer(Station station, String action, JsonView payload) {
    return switch (action) {
      case "Reset" -> reset(station, payload);
      case "RequestStartTransaction" -> remoteStart(station, payload);
      case "RequestStopTransaction" -> remoteStop(station, payload);
      case "GetTransactionStatus" -> transactionStatus(station, payload);
      case "GetVariables" -> model.get(payload);
      case "SetVariables" -> model.set(station, payload);
      case "GetBaseReport" -> model.baseReport(station, payload);
      case "GetReport" -> Answer.status("NotSupported");
      case "TriggerMessage" -> trigger(station, payload);
      case "ChangeAvailability" -> changeAvailability(station, payload);
      case "UnlockConnector" -> unlock(station, payload);
      case "ClearCache" -> Answer.status("Accepted");
      case "GetLocalListVersion" ->
          Answer.of(JsonView.object().put("versionNumber", localList.version()).build());
      case "SendLocalList" ->
          Answer.status(
              localList.update(
                  payload.string("updateType").orElse("").equals("Full"),
                  payload.number("versionNumber").orElse(0),
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
                      payload.number("evseId").orElse(0),
                      payload.objects("chargingProfile", "chargingSchedule").stream().findFirst())
                  ? "Accepted"
                  : "Rejected");
      case "ClearChargingProfile" ->
          Answer.status(
              ChargingLimits.clear(
                      station, payload.number("chargingProfileCriteria", "evseId").orElse(0))
                  ? "Accepted"
                  : "Unknown");
      case "GetChargingProfiles" -> Answer.status("NoProfiles");
      case "GetCompositeSchedule" -> Answer.status("Rejected");
      case "GetInstalledCertificateIds" -> certificates.list(payload);
      case "InstallCertificate" -> certificates.install(payload);
      case "DeleteCertificate" -> certificates.delete(payload);
      case "CostUpdated" -> Answer.of(JsonView.EMPTY);
      case "DataTransfer" -> Answer.status("UnknownVendorId");
      default -> new Answer.Refusal(ErrorCode.NOT_IMPLEMENTED, action);
    };
  }

  private Answer reset(Station station, JsonView payload) {
    Connectors connectors = station.connectors();
    String type = payload.string("type").orElse("");
    if (payload.number("evseId").isPresent()) {
      return resetEvse(station, payload.number("evseId").getAsLong(), type);
    }
    if (type.equals("OnIdle") && connectors.anyCharging()) {
      return Answer.status(
          "Scheduled",
          () ->
              connectors.whenIdle(
                  () -> station.reset("ScheduledReset", StopCause.SOFT_RESET, false, true)));
    }
    boolean resumes = type.equals("ImmediateAndResume") && version.equals(OcppVersion.V2_1);
    if (resumes) {
      connectors.resumeAfterBoot();
    }
    return Answer.status(
        "Accepted", () -> station.reset("RemoteReset", StopCause.SOFT_RESET, !resumes, true));
  }

  private static Answer resetEvse(Station station, long evse, String type) {
    Connectors connectors = station.connectors();
    if (!connectors.has(evse)) {
      return Answer.status("Rejected");
    }
    Connector connector = connectors.at((int) evse);
    Runnable restart =
        () -> {
          connector.faulted = false;
          connectors.statuses().send(connector, Kind.PLAIN);
        };
    if (connector.session == null) {
      return Answer.status("Accepted", restart);
    } else if (type.equals("OnIdle")) {
      return Answer.status("Scheduled", () -> connectors.whenIdle(restart));
    }
    return Answer.status(
        "Accepted",
        () -> {
          connectors.end(connector, StopCause.SOFT_RESET, outcome -> {});
          restart.run();
        });
  }

  private static Answer remoteStart(Station station, JsonView payload) {
    Connectors connectors = station.connectors();
    long evse = payload.number("evseId").orElse(RemoteStarts.any(connectors));
    String token = payload.string("idToken", "idToken").orElse("");
    if (station.registration() != Registration.ACCEPTED
        || !RemoteStarts.possible(connectors, evse, token)) {
      return Answer.status("Rejected");
    }
    long remoteStartId = payload.number("remoteStartId").orElse(0);
    Connector connector = connectors.at((int) evse);
    return Answer.status("Accepted", () -> connectors.await(connector, token, remoteStartId));
  }

  private static Answer remoteStop(Station station, JsonView payload) {
    Connector connector =
        station.connectors().ofTransaction(payload.string("transactionId").orElse(""));
    return connector == null
        ? Answer.status("Rejected")
        : Answer.status(
            "Accepted", () -> station.connectors().end(connector, StopCause.REMOTE, outcome -> {}));
  }

  private static Answer transactionStatus(Station station, JsonView payload) {
    boolean waiting = station.waitingTransactionMessages() > 0;
    var id = payload.string("transactionId");
    if (id.isEmpty()) {
      return Answer.of(JsonView.object().put("messagesInQueue", waiting).build());
    }
    boolean ongoing = station.connectors().ofTransaction(id.get()) != null;
    return Answer.of(
        JsonView.object().put("ongoingIndicator", ongoing).put("messagesInQueue", waiting).build());
  }

  private static Answer trigger(Station station, JsonView payload) {
    Connectors connectors = station.connectors();
    long evse = payload.number("evse", "id").orElse(0);
    if (evse != 0 && !connectors.has(evse)) {
      return Answer.status("Rejected");
    }
    return switch (payload.string("requestedMessage").orElse("")) {
      case "BootNotification" ->
          station.registration() == Registration.ACCEPTED
              ? Answer.status("Rejected") // F06.FR.17
              : Answer.status("Accepted", () -> station.boot(outcome -> {}));
      case "Heartbeat" ->
          Answer.status("Accepted", () -> send(station, "Heartbeat", JsonView.EMPTY));
      case "StatusNotification" ->
          Answer.status(
              "Accepted",
              () ->
                  each(
                      station,
                      evse,
                      connector -> connectors.statuses().send(connector, Kind.ASKED_FOR)));
      case "MeterValues" ->
          Answer.status(
              "Accepted",
              () ->
                  each(
                      station,
                      evse,
                      connector -> {
                        connectors.meter(connector);
                        send(station, "MeterValues", meterValues(station, connector));
                      }));
      case "TransactionEvent" -> triggerTransactionEvent(station, evse);
      case "FirmwareStatusNotification" ->
          Answer.status("Accepted", () -> send(station, "FirmwareStatusNotification", idle()));
      case "LogStatusNotification" ->
          Answer.status("Accepted", () -> send(station, "LogStatusNotification", idle()));
      default -> Answer.status("NotImplemented");
    };
  }

  private static Answer triggerTransactionEvent(Station station, long evse) {
    Connectors connectors = station.connectors();
    boolean any = evse == 0 ? connectors.anyCharging() : connectors.isCharging((int) evse);
    if (!any) {
      return Answer.status("Rejected");
    }
    return Answer.status(
        "Accepted",
        () ->
            each(
                station,
                evse,
                connector -> {
                  ChargingSession session = connector.session;
                  if (session != null) {
                    connectors.meter(connector);
                    Dialect2.update(station, connector, session, "Trigger", true);
                  }
                }));
  }

  private static JsonView idle() {
    return JsonView.object().put("status", "Idle").build();
  }

  private static JsonView meterValues(Station station, Connector connector) {
    return JsonView.object()
        .put("evseId", connector.number)
        .putObjects(
            "meterValue",
            List.of(Dialect2.meterValue(station.timing().now(), connector, "Trigger")))
        .build();
  }

  private static void each(Station station, long evse, Consumer<Connector> task) {
    for (Connector connector : station.connectors().all()) {
      if (evse == 0 || evse == connector.number) {
        task.accept(connector);
      }
    }
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
    long evse = payload.number("evse", "id").orElse(0);
    boolean operative = payload.string("operationalStatus").orElse("").equals("Operative");
    if (evse != 0 && !connectors.has(evse)) {
      return Answer.status("Rejected");
    }
    boolean busy = evse == 0 ? connectors.anyCharging() : connectors.isCharging((int) evse);
    return Answer.status(
        busy && !operative ? "Scheduled" : "Accepted",
        () -> {
          if (evse == 0) {
            connectors.stationOperative(operative);
          } else {
            connectors.operative(connectors.at((int) evse), operative);
          }
        });
  }

  private static Answer unlock(Station station, JsonView payload) {
    long evse = payload.number("evseId").orElse(0);
    if (!station.connectors().has(evse) || payload.number("connectorId").orElse(0) != 1) {
      return Answer.status("UnknownConnector");
    }
    // F05.FR.02: not while an authorised transaction runs.
    return Answer.status(
        station.connectors().isCharging((int) evse) ? "OngoingAuthorizedTransaction" : "Unlocked");
  }

  private static Answer reserve(Station station, JsonView payload) {
    int id = (int) payload.number("id").orElse(0);
    return Answer.status(
        Reservations.reserve(
            station,
            payload.number("evseId").orElse(0),
            id,
            payload.string("idToken", "idToken").orElse(""),
            payload.string("expiryDateTime").orElse(""),
            expired ->
                send(
                    station,
                    "ReservationStatusUpdate",
                    JsonView.object()
                        .put("reservationId", id)
                        .put("reservationUpdateStatus", "Expired")
                        .build())));
  }
}
