// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.typed;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.v16.AuthorizeRequest;
import dev.stationkeeper.ocpp.v16.BootNotificationRequest;
import dev.stationkeeper.ocpp.v16.DataTransferRequest;
import dev.stationkeeper.ocpp.v16.DiagnosticsStatusNotificationRequest;
import dev.stationkeeper.ocpp.v16.FirmwareStatusNotificationRequest;
import dev.stationkeeper.ocpp.v16.HeartbeatRequest;
import dev.stationkeeper.ocpp.v16.LogStatusNotificationRequest;
import dev.stationkeeper.ocpp.v16.MeterValuesRequest;
import dev.stationkeeper.ocpp.v16.SecurityEventNotificationRequest;
import dev.stationkeeper.ocpp.v16.SignCertificateRequest;
import dev.stationkeeper.ocpp.v16.SignedFirmwareStatusNotificationRequest;
import dev.stationkeeper.ocpp.v16.StartTransactionRequest;
import dev.stationkeeper.ocpp.v16.StatusNotificationRequest;
import dev.stationkeeper.ocpp.v16.StopTransactionRequest;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Implementable;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.StationHandler;

/**
 * A station handler with one method for each request of an OCPP 1.6 station. Override what is
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
public abstract class TypedHandler16 implements StationHandler {
  @Override
  public final Answer onRequest(Request request) throws Exception {
    if (!request.version().equals(OcppVersion.V1_6)) {
      return other(request);
    }
    return switch (request.action().name()) {
      case "Authorize" -> Typed.ask(request, AuthorizeRequest.class, this::authorize);
      case "BootNotification" ->
          Typed.ask(request, BootNotificationRequest.class, this::bootNotification);
      case "DataTransfer" -> Typed.ask(request, DataTransferRequest.class, this::dataTransfer);
      case "DiagnosticsStatusNotification" ->
          Typed.ask(
              request,
              DiagnosticsStatusNotificationRequest.class,
              this::diagnosticsStatusNotification);
      case "FirmwareStatusNotification" ->
          Typed.ask(
              request, FirmwareStatusNotificationRequest.class, this::firmwareStatusNotification);
      case "Heartbeat" -> Typed.ask(request, HeartbeatRequest.class, this::heartbeat);
      case "LogStatusNotification" ->
          Typed.ask(request, LogStatusNotificationRequest.class, this::logStatusNotification);
      case "MeterValues" -> Typed.ask(request, MeterValuesRequest.class, this::meterValues);
      case "SecurityEventNotification" ->
          Typed.ask(
              request, SecurityEventNotificationRequest.class, this::securityEventNotification);
      case "SignCertificate" ->
          Typed.ask(request, SignCertificateRequest.class, this::signCertificate);
      case "SignedFirmwareStatusNotification" ->
          Typed.ask(
              request,
              SignedFirmwareStatusNotificationRequest.class,
              this::signedFirmwareStatusNotification);
      case "StartTransaction" ->
          Typed.ask(request, StartTransactionRequest.class, this::startTransaction);
      case "StatusNotification" ->
          Typed.ask(request, StatusNotificationRequest.class, this::statusNotification);
      case "StopTransaction" ->
          Typed.ask(request, StopTransactionRequest.class, this::stopTransaction);
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

  /** Carries what two vendors agreed on. */
  protected Answer dataTransfer(DataTransferRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells how a diagnostics upload goes. */
  protected Answer diagnosticsStatusNotification(
      DiagnosticsStatusNotificationRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells how a firmware update goes. */
  protected Answer firmwareStatusNotification(
      FirmwareStatusNotificationRequest message, Request request) throws Exception {
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

  /** Tells how a signed firmware update goes. */
  protected Answer signedFirmwareStatusNotification(
      SignedFirmwareStatusNotificationRequest message, Request request) throws Exception {
    return Answer.pass();
  }

  /** Tells that a transaction started. */
  protected Answer startTransaction(StartTransactionRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells the state of a connector. */
  protected Answer statusNotification(StatusNotificationRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Tells that a transaction ended. */
  protected Answer stopTransaction(StopTransactionRequest message, Request request)
      throws Exception {
    return Answer.pass();
  }

  /** Every other request, as it came. */
  protected Answer other(Request request) throws Exception {
    return Answer.pass();
  }
}
