// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import java.time.Instant;

/**
 * What is known of a certificate's revocation.
 *
 * @param until when that is good
 * @param reason a sentence for a failure, else empty
 */
public record Finding(Status status, Instant until, String reason) {
  /** By OCPP's names (CertificateStatusEnumType) and OCSP's. */
  public enum Status {
    /** Not revoked. */
    GOOD("Good"),
    /** Revoked, for ever or for now. */
    REVOKED("Revoked"),
    /** Who was asked does not know it. */
    UNKNOWN("Unknown"),
    /** Nobody could be asked, or the answer is worth nothing. */
    FAILED("Failed");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    /** The name in OCPP. */
    public String wireName() {
      return wireName;
    }
  }

  static Finding failed(Instant until, String reason) {
    return new Finding(Status.FAILED, until, reason);
  }
}
