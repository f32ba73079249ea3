// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.server.revocation.ContractCheck;
import dev.stationkeeper.server.revocation.Finding;
import dev.stationkeeper.server.revocation.Revocation;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.decision.CertificateStatus;
import dev.stationkeeper.spi.decision.CertificateStatusRequest;
import dev.stationkeeper.spi.decision.ChainStatus;
import dev.stationkeeper.spi.decision.ChainStatusRequest;
import dev.stationkeeper.spi.decision.ChainStatusRequest.Question;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Asks OCSP responders and fetches revocation lists for stations (M06, M07), behind every handler
 * that wants to do it itself. For M07 the answer is this server's own word, so it is given only on
 * certificates whose issuer is known, from an answer that the issuer signed.
 */
final class CertificateStatusHandler implements OcppHandler {
  private static final int BEHIND_ALL_OTHERS = Integer.MAX_VALUE;
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  private final Revocation revocation;
  private final ContractCheck known;

  private CertificateStatusHandler(Revocation revocation, ContractCheck known) {
    this.revocation = revocation;
    this.known = known;
  }

  static HandlerSpec spec(Revocation revocation, ContractCheck known) {
    return HandlerSpec.of(
            new HandlerId("certificate-status"),
            HandlerRole.RESPONDER,
            () -> new CertificateStatusHandler(revocation, known))
        .withOrder(BEHIND_ALL_OTHERS)
        .withActions(Set.of("GetCertificateStatus", "GetCertificateChainStatus"));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return new DecisionHandler(station) {
      @Override
      protected CertificateStatus certificateStatus(CertificateStatusRequest request) {
        return revocation
            .response(request.certificate())
            .map(CertificateStatus::accepted)
            .orElseGet(CertificateStatus::failed);
      }

      @Override
      protected ChainStatus chainStatus(ChainStatusRequest request) {
        Instant now = station().clock().instant();
        return ChainStatus.of(request.questions().stream().map(q -> answer(q, now)).toList());
      }
    };
  }

  private ChainStatus.Finding answer(Question question, Instant now) {
    Optional<X509Certificate> issuer = known.issuerOf(question.certificate());
    Finding finding =
        issuer
            .map(
                by ->
                    question.source().equals("CRL")
                        ? revocation.listed(question.certificate(), question.urls(), by)
                        : revocation.of(question.certificate(), question.urls(), by))
            .orElseGet(
                () ->
                    new Finding(
                        Finding.Status.FAILED, now.plus(ASK_AGAIN), "its issuer is not known"));
    return new ChainStatus.Finding(question, finding.status().wireName(), finding.until());
  }
}
