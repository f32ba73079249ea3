// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Implementable;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.util.Optional;

/**
 * A station handler that decides in words that no OCPP version shows through. Override what is
 * yours; everything else passes to the next responder. Threads, deadlines and errors are those of
 * {@link StationHandler}: a decision may block, and what it throws is a crash.
 *
 * <p>Speaks 1.6, 2.0.1, 2.1 and, as long as the messages keep their form, later ones.
 */
@Implementable
public abstract class DecisionHandler implements StationHandler {
  private final StationContext station;

  /** A handler for {@code station}. */
  protected DecisionHandler(StationContext station) {
    this.station = station;
  }

  /** The station that it serves. */
  protected final StationContext station() {
    return station;
  }

  /** May this station work here? Asked for BootNotification. */
  protected Registration registration(RegistrationRequest request) throws Exception {
    return Registration.pass();
  }

  /**
   * May this token charge? Asked for Authorize, 1.6 StartTransaction, and a 2.x TransactionEvent
   * that carries a token; {@link AuthorizationRequest#purpose} tells which. A transaction goes on
   * in the books whatever the answer: it has already begun.
   */
  protected Authorization authorize(AuthorizationRequest request) throws Exception {
    return Authorization.pass();
  }

  /** What to say to a vendor's own message? Asked for DataTransfer. */
  protected DataTransfer dataTransfer(DataTransferRequest request) throws Exception {
    return DataTransfer.pass();
  }

  /**
   * What does an OCSP responder say of a certificate? Asked for 2.x GetCertificateStatus. Behind
   * all handlers the server asks the responder itself, where its configuration allows that.
   */
  protected CertificateStatus certificateStatus(CertificateStatusRequest request) throws Exception {
    return CertificateStatus.pass();
  }

  /** Were certificates revoked? Asked for 2.1 GetCertificateChainStatus; else as before. */
  protected ChainStatus chainStatus(ChainStatusRequest request) throws Exception {
    return ChainStatus.pass();
  }

  /** A contract for a vehicle? Asked for 2.x Get15118EVCertificate. */
  protected VehicleCertificate vehicleCertificate(VehicleCertificateRequest request)
      throws Exception {
    return VehicleCertificate.pass();
  }

  /**
   * Every other request, as it came; one of a certificate of which nothing was decided among them,
   * and a 2.x TransactionEvent without a token, to which the cost, a limit or a message may be
   * answered, and nothing is owed.
   */
  protected Answer other(Request request) throws Exception {
    return Answer.pass();
  }

  @Override
  public final Answer onRequest(Request request) throws Exception {
    return switch (request.action().name()) {
      case "BootNotification" -> registered(request);
      case "Authorize" -> authorized(request, AuthorizationPurpose.AUTHORIZE);
      case "StartTransaction" -> authorized(request, AuthorizationPurpose.START);
      case "TransactionEvent" -> authorized(request, AuthorizationPurpose.ofEvent(request));
      case "DataTransfer" -> transferred(request);
      case "GetCertificateStatus" ->
          orOther(
              request, certificateStatus(new CertificateStatusRequest(request)).payload(request));
      case "GetCertificateChainStatus" ->
          orOther(request, chainStatus(new ChainStatusRequest(request)).payload());
      case "Get15118EVCertificate" ->
          orOther(
              request, vehicleCertificate(new VehicleCertificateRequest(request)).payload(request));
      default -> other(request);
    };
  }

  private Answer registered(Request request) throws Exception {
    Registration decision = registration(new RegistrationRequest(request));
    return answer(decision.payload(station.clock().instant()));
  }

  private Answer authorized(Request request, AuthorizationPurpose purpose) throws Exception {
    Optional<PresentedToken> token = PresentedToken.of(request);
    if (token.isEmpty()) {
      return other(request);
    }
    Authorization decision = authorize(new AuthorizationRequest(request, purpose, token.get()));
    return answer(decision.payload(request));
  }

  private Answer transferred(Request request) throws Exception {
    return answer(dataTransfer(new DataTransferRequest(request)).payload());
  }

  /** A handler from before these decisions has its own way with the request. */
  private Answer orOther(Request request, Optional<JsonView> payload) throws Exception {
    return payload.isPresent() ? Answer.reply(payload.get()) : other(request);
  }

  private static Answer answer(Optional<JsonView> payload) {
    return payload.map(Answer::reply).orElse(Answer.pass());
  }
}
