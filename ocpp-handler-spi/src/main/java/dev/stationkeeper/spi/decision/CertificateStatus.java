// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to say of a certificate's revocation (M06). Immutable. */
public final class CertificateStatus {
  private static final CertificateStatus PASS = new CertificateStatus(null);
  private static final CertificateStatus FAILED = new CertificateStatus(new byte[0]);
  private static final int LONGEST_201 = 5_500;
  private static final int LONGEST = 18_000;

  private final byte @Nullable [] response;

  private CertificateStatus(byte @Nullable [] response) {
    this.response = response;
  }

  /**
   * The response of an OCSP responder.
   *
   * @param response OCSPResponse of RFC 6960, DER. One that does not fit into the message (2.0.1:
   *     5,500 characters of Base64, later 18,000) is answered as {@link #failed()}
   */
  public static CertificateStatus accepted(byte[] response) {
    return new CertificateStatus(response.clone());
  }

  /** No response could be had (M06.FR.04). */
  public static CertificateStatus failed() {
    return FAILED;
  }

  /** No opinion. */
  public static CertificateStatus pass() {
    return PASS;
  }

  Optional<JsonView> payload(Request request) {
    if (response == null) {
      return Optional.empty();
    }
    String text = Base64.getEncoder().encodeToString(response);
    boolean fits =
        text.length() <= (request.version().equals(OcppVersion.V2_0_1) ? LONGEST_201 : LONGEST);
    return Optional.of(
        text.isEmpty() || !fits
            ? JsonView.object().put("status", "Failed").build()
            : JsonView.object().put("status", "Accepted").put("ocspResult", text).build());
  }

  @Override
  public String toString() {
    if (response == null) {
      return "pass";
    }
    return response.length == 0 ? "Failed" : "Accepted";
  }
}
