// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A station asks about a token. Immutable. */
public final class AuthorizationRequest {
  private final Request request;
  private final AuthorizationPurpose purpose;
  private final PresentedToken token;

  AuthorizationRequest(Request request, AuthorizationPurpose purpose, PresentedToken token) {
    this.request = request;
    this.purpose = purpose;
    this.token = token;
  }

  /** What it was presented for. */
  public AuthorizationPurpose purpose() {
    return purpose;
  }

  /** The token. */
  public PresentedToken token() {
    return token;
  }

  /** The EVSE, from 1, where the station names it; 1.6 has none. */
  public OptionalInt evse() {
    return asInt(request.payload().number("evse", "id"));
  }

  /** The connector, from 1, where the station names it. */
  public OptionalInt connector() {
    return asInt(
        request.version().equals(OcppVersion.V1_6)
            ? request.payload().number("connectorId")
            : request.payload().number("evse", "connectorId"));
  }

  /** The station's name of the transaction; 1.6 has none yet at the start. */
  public Optional<String> transactionId() {
    return request
        .payload()
        .object("transactionInfo")
        .flatMap(transaction -> transaction.string("transactionId"));
  }

  /** The contract certificate of a vehicle and its chain, PEM (2.x, C07). */
  public Optional<String> contractCertificate() {
    return request.payload().string("certificate");
  }

  /** The certificates of a vehicle's contract by their hashes, one to four, or none (2.x, C07). */
  public List<CertificateHashes> contractHashes() {
    return request.payload().objects("iso15118CertificateHashData").stream()
        .map(CertificateHashes::of)
        .toList();
  }

  /** The request as it came. */
  public Request request() {
    return request;
  }

  private static OptionalInt asInt(OptionalLong value) {
    return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
        ? OptionalInt.of((int) value.getAsLong())
        : OptionalInt.empty();
  }
}
