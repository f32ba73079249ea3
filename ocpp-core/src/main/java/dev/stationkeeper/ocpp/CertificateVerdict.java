// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.Set;

/**
 * What a look at the contract certificate of a vehicle came to, and what that makes of a token's
 * status (ISO 15118, C07). A value type: more verdicts may come.
 *
 * @param name of AuthorizeCertificateStatusEnumType, for example {@code CertificateRevoked}
 */
public record CertificateVerdict(String name) {
  /** Its chain leads to a root that is trusted, and nobody revoked it. */
  public static final CertificateVerdict GOOD = new CertificateVerdict("Accepted");

  /** It is no longer valid. */
  public static final CertificateVerdict EXPIRED = new CertificateVerdict("CertificateExpired");

  /** It, or one that issued it, was revoked. */
  public static final CertificateVerdict REVOKED = new CertificateVerdict("CertificateRevoked");

  /** Its chain cannot be verified. */
  public static final CertificateVerdict CHAIN_ERROR = new CertificateVerdict("CertChainError");

  /** A signature is wrong. */
  public static final CertificateVerdict SIGNATURE_ERROR = new CertificateVerdict("SignatureError");

  /** There is none. */
  public static final CertificateVerdict NOT_AVAILABLE =
      new CertificateVerdict("NoCertificateAvailable");

  private static final Set<String> NO_CONTRACT = Set.of("Blocked", "Expired", "Invalid", "Unknown");

  /**
   * The status of the certificate in the answer to the station.
   *
   * @param tokenStatus by its 2.x name; a good certificate of a token that is worth nothing is a
   *     contract that was cancelled (C07.FR.13)
   */
  public String certificateStatus(String tokenStatus) {
    return equals(GOOD) && NO_CONTRACT.contains(tokenStatus) ? "ContractCancelled" : name;
  }

  /**
   * The status of the token in that answer: its own with a good certificate (C07.FR.13, 14), else
   * Expired (C07.FR.15) or Invalid (C07.FR.16, 17).
   */
  public String tokenStatus(String tokenStatus) {
    if (equals(GOOD)) {
      return tokenStatus;
    }
    return equals(EXPIRED) ? "Expired" : "Invalid";
  }

  @Override
  public String toString() {
    return name;
  }
}
