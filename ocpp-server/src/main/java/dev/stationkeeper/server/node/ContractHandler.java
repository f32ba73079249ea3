// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.ocpp.CertificateVerdict;
import dev.stationkeeper.server.revocation.ContractCheck;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the contract certificate of a vehicle before anybody decides on its token (C07.FR.05). A
 * bad one is answered here (C07.FR.15 to 17), whatever the token is; with a good one the token's
 * own handlers are asked, and the machine adds what their answer makes of the certificate.
 */
final class ContractHandler implements OcppHandler {
  private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

  private final ContractCheck check;

  private ContractHandler(ContractCheck check) {
    this.check = check;
  }

  static HandlerSpec spec(ContractCheck check) {
    return HandlerSpec.of(
            new HandlerId("contract-certificates"),
            HandlerRole.RESPONDER,
            () -> new ContractHandler(check))
        .withOrder(BEFORE_ALL_OTHERS)
        .withActions(Set.of("Authorize"));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return new DecisionHandler(station) {
      @Override
      protected Authorization authorize(AuthorizationRequest request) {
        if (request.contractCertificate().isEmpty() && request.contractHashes().isEmpty()) {
          return Authorization.pass();
        }
        CertificateVerdict verdict =
            check.verdict(request.contractCertificate(), request.contractHashes());
        station().count("contracts_looked_at", 1);
        return verdict.equals(CertificateVerdict.GOOD)
            ? Authorization.pass()
            : Authorization.of("Invalid").withCertificate(verdict);
      }
    };
  }
}
