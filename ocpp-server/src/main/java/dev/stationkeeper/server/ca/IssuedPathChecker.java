// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses within the TLS handshake what the built-in authority has revoked. Thread-safe. */
final class IssuedPathChecker extends PKIXCertPathChecker {
  private final CertificateAuthority authority;

  IssuedPathChecker(CertificateAuthority authority) {
    this.authority = authority;
  }

  @Override
  public void init(boolean forward) {}

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public @Nullable Set<String> getSupportedExtensions() {
    return null;
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolvedCritExts)
      throws CertPathValidatorException {
    if (certificate instanceof X509Certificate x509 && authority.isRevoked(x509)) {
      throw new CertPathValidatorException(
          "The certificate was revoked", null, null, -1, BasicReason.REVOKED);
    }
  }
}
