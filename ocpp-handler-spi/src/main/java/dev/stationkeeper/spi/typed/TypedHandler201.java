// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.typed;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.v201.AuthorizeRequest;
import dev.stationkeeper.ocpp.v201.BootNotificationRequest;
import dev.stationkeeper.ocpp.v201.ClearedChargingLimitRequest;
import dev.stationkeeper.ocpp.v201.DataTransferRequest;
import dev.stationkeeper.ocpp.v201.FirmwareStatusNotificationRequest;
import dev.stationkeeper.ocpp.v201.Get15118EVCertificateRequest;
import dev.stationkeeper.ocpp.v201.GetCertificateStatusRequest;
import dev.stationkeeper.ocpp.v201.HeartbeatRequest;
import dev.stationkeeper.ocpp.v201.LogStatusNotificationRequest;
import dev.stationkeeper.ocpp.v201.MeterValuesRequest;
import dev.stationkeeper.ocpp.v201.NotifyChargingLimitRequest;
import dev.stationkeeper.ocpp.v201.NotifyCustomerInformationRequest;
import dev.stationkeeper.ocpp.v201.NotifyDisplayMessagesRequest;
import dev.stationkeeper.ocpp.v201.NotifyEVChargingNeedsRequest;
import dev.stationkeeper.ocpp.v201.NotifyEVChargingScheduleRequest;
import dev.stationkeeper.ocpp.v201.NotifyEventRequest;
import dev.stationkeeper.ocpp.v201.NotifyMonitoringReportRequest;
import dev.stationkeeper.ocpp.v201.NotifyReportRequest;
import dev.stationkeeper.ocpp.v201.PublishFirmwareStatusNotificationRequest;
import dev.stationkeeper.ocpp.v201.ReportChargingProfilesRequest;
import dev.stationkeeper.ocpp.v201.ReservationStatusUpdateRequest;
import dev.stationkeeper.ocpp.v201.SecurityEventNotificationRequest;
import dev.stationkeeper.ocpp.v201.SignCertificateRequest;
import dev.stationkeeper.ocpp.v201.StatusNotificationRequest;
import dev.stationkeeper.ocpp.v201.TransactionEventRequest;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Implementable;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.StationHandler;

/**
 * A station handler with one method for each request of an OCPP 2.0.1 station. Override what is
 * yours; everything else passes to the next responder. Threads, deadlines and errors are those of
 * {@link StationHandler}: a method may block, and what it throws is a crash.
 *
 * <p>The method for {@code XRequest} answers with an {@code XResponse} of the same package: {@code
 * Answer.reply(XResponse.builder()...build())}.
 *
 * <p>Requests of another version and of an action that this class does not know go to {@link
 * #other}. What the server decides by itself reaches no handler.
 *
 * <p>Generated from the message definitions ({@code TypedHandlers} of the generator).
 */
@Implementable
public abstract class TypedHandler201 implements StationHandler {
  @Override
  public final Answer onRequest(Request request) throws Exception {
    if (!request.version().equals(OcppVersion.V2_0_1)) {
      return other(request);
    }
    return switch (request.action().name()) {
      case "Authorize" -> Typed.ask(request, AuthorizeRequest.class, this::authorize);
      case "BootNotification" ->
          Typed.ask(request, BootNotificationRequest.class, this::bootNotification);
      case "ClearedChargingLimit" ->
          Typed.ask(request, ClearedChargingLimitRequest.class, this::clearedChargingLimit);
      case "DataTransfer" -> Typed.ask(request, DataTransferRequest.class, this::dataTransfer);
      case "FirmwareStatusNotification" ->
          Typed.ask(
              request, FirmwareStatusNotificationRequest.class, this::firmwareStatusNotification);
      case "Get15118EVCertificate" ->
          Typed.ask(request, Get15118EVCertificateRequest.class, this::get15118EVCertificate);
      case "GetCertificateStatus" ->
          Typed.ask(request, GetCertificateStatusRequest.class, this::getCertificateStatus);
      case "Heartbeat" -> Typed.ask(request, HeartbeatRequest.class, this::heartbeat);
      case "LogStatusNotification" ->
          Typed.ask(request, LogStatusNotificationRequest.class, this::logStatusNotification);
      case "MeterValues" -> Typed.ask(request, MeterValuesRequest.class, this::meterValues);
      case "NotifyChargingLimit" ->
          Typed.ask(request, NotifyChargingLimitRequest.class, this::notifyChargingLimit);
      case "NotifyCustomerInformation" ->
          Typed.ask(
              request, NotifyCustomerInformationRequest.class, this::notifyCustomerInformation);
      case "NotifyDisplayMessages" ->
          Typed.ask(request, NotifyDisplayMessagesRequest.class, this::notifyDisplayMessages);
      case "NotifyEVChargingNeeds" ->
          Typed.ask(request, NotifyEVChargingNeedsRequest.class, this::notifyEVChargingNeeds);
      case "NotifyEVChargingSchedule" ->
          Typed.ask(request, NotifyEVChargingScheduleRequest.class, this::notifyEVChargingSchedule);
      case "NotifyEvent" -> Typed.ask(request, NotifyEventRequest.class, this::notifyEvent);
      case "NotifyMonitoringReport" ->
          Typed.ask(request, NotifyMonitoringReportRequest.class, this::notifyMonitoringReport);
      case "NotifyReport" -> Typed.ask(request, NotifyReportRequest.class, this::notifyReport);
      case "PublishFirmwareStatusNotification" ->
          Typed.ask(
              request,
              PublishFirmwareStatusNotificationRequest.class,
              this::publishFirmwareStatusNotification);
      case "ReportChargingProfiles" ->
          Typed.ask(request, ReportChargingProfilesRequest.class, this::reportChargingProfiles);
      case "ReservationStatusUpdate" ->
          Typed.ask(request, ReservationStatusUpdateRequest.class, this::reservationStatusUpdate);
      case "SecurityEventNotification" ->
          Typed.ask(
              request, SecurityEventNotificationRequest.class, this::securityEventNotification);
      case "SignCertificate" ->
          Typed.ask(request, SignCertificateRequest.class, this::signCertificate);
      case "StatusNotification" ->
          Typed.ask(request, StatusNotificationRequest.class, this::statusNotification);
      case "TransactionEvent" ->
          Typed.ask(request, TransactionEventRequest.class, this::transactionEvent);
      default -> other(request);
    };
  }

  /** Asks whether a token may charge. */
  protected Answer authorize(AuthorizeRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** A station announces itself after a start or when asked. */
  protected Answer bootNotification(BootNotificationRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells that an outside charging limit is gone. */
  protected Answer clearedChargingLimit(ClearedChargingLimitRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Carries what two vendors agreed on. */
  protected Answer dataTransfer(DataTransferRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells how a firmware update goes. */
  protected Answer firmwareStatusNotification(
      FirmwareStatusNotificationRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Passes an ISO 15118 certificate request of a vehicle on. */
  protected Answer get15118EVCertificate(Get15118EVCertificateRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Asks for the OCSP status of a certificate. */
  protected Answer getCertificateStatus(GetCertificateStatusRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Shows that the station lives, and brings it the time. */
  protected Answer heartbeat(HeartbeatRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells how a log upload goes. */
  protected Answer logStatusNotification(LogStatusNotificationRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Brings meter samples. */
  protected Answer meterValues(MeterValuesRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells of a charging limit set from outside. */
  protected Answer notifyChargingLimit(NotifyChargingLimitRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Brings a part of the stored customer information. */
  protected Answer notifyCustomerInformation(
      NotifyCustomerInformationRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Brings a part of the list of display messages. */
  protected Answer notifyDisplayMessages(NotifyDisplayMessagesRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells what the vehicle needs (ISO 15118). */
  protected Answer notifyEVChargingNeeds(NotifyEVChargingNeedsRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells the schedule that the vehicle chose (ISO 15118). */
  protected Answer notifyEVChargingSchedule(
      NotifyEVChargingScheduleRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells of events of monitors and components. */
  protected Answer notifyEvent(NotifyEventRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Brings a part of a report of monitors. */
  protected Answer notifyMonitoringReport(NotifyMonitoringReportRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Brings a part of a report of the device model. */
  protected Answer notifyReport(NotifyReportRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells how publishing firmware goes. */
  protected Answer publishFirmwareStatusNotification(
      PublishFirmwareStatusNotificationRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Brings a part of the charging profiles asked for. */
  protected Answer reportChargingProfiles(ReportChargingProfilesRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells that a reservation ended. */
  protected Answer reservationStatusUpdate(ReservationStatusUpdateRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells of a security event. */
  protected Answer securityEventNotification(
      SecurityEventNotificationRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Brings a certificate signing request to the CSMS. */
  protected Answer signCertificate(SignCertificateRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells the state of a connector. */
  protected Answer statusNotification(StatusNotificationRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells that a transaction started, changed or ended. */
  protected Answer transactionEvent(TransactionEventRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Every other request, as it came. */
  protected Answer other(Request request) throws Exception {
    return Answer.pass();
  }
}
