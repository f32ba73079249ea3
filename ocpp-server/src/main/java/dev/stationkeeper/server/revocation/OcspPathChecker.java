// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import dev.stationkeeper.server.revocation.RevocationSettings.Mode;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks for every certificate of a station's path within the TLS handshake, from the root's side to
 * the station's (A00.FR.702, A00.FR.705). A responder that does not know a certificate refuses it;
 * what becomes of one of which nothing can be learned is the operator's choice. Not thread-safe:
 * the path validation copies it.
 */
public final class OcspPathChecker extends PKIXCertPathChecker {
  private final Revocation revocation;
  private final Mode mode;
  private final Set<TrustAnchor> anchors;
  private final Predicate<X509Certificate> covered;
  private @Nullable X509Certificate issuer;

  /**
   * For paths to one of {@code anchors}.
   *
   * @param covered tells which certificates that name no responder are looked up elsewhere
   */
  public OcspPathChecker(
      Revocation revocation,
      Mode mode,
      Set<TrustAnchor> anchors,
      Predicate<X509Certificate> covered) {
    this.revocation = revocation;
    this.covered = covered;
    this.mode = mode;
    this.anchors = Set.copyOf(anchors);
  }

  @Override
  public void init(boolean forward) throws CertPathValidatorException {
    if (forward) {
      throw new CertPathValidatorException("from the root's side only");
    }
    issuer = null;
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return false;
  }

  @Override
  public @Nullable Set<String> getSupportedExtensions() {
    return null;
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolvedCritExts)
      throws CertPathValidatorException {
    X509Certificate asked = (X509Certificate) certificate;
    X509Certificate by = issuer == null ? anchorOf(asked) : issuer;
    issuer = asked;
    if (by == null) {
      // Trust anchors that are keys without a certificate are not used here.
      throw undetermined("its issuer is not known");
    }
    judge(asked, by);
  }

  private void judge(X509Certificate asked, X509Certificate by) throws CertPathValidatorException {
    if (ResponderAddress.none(asked) && covered.test(asked)) {
      return;
    }
    Finding finding = revocation.of(asked, by);
    switch (finding.status()) {
      case GOOD -> {
        // goes on
      }
      case REVOKED ->
          throw new CertPathValidatorException(
              "The certificate was revoked", null, null, -1, BasicReason.REVOKED);
      case UNKNOWN -> throw undetermined("the responder does not know it");
      case FAILED -> {
        if (mode == Mode.HARD) {
          throw undetermined(finding.reason());
        }
      }
    }
  }

  private static CertPathValidatorException undetermined(String reason) {
    return new CertPathValidatorException(
        "Whether the certificate was revoked cannot be learned: " + reason,
        null,
        null,
        -1,
        BasicReason.UNDETERMINED_REVOCATION_STATUS);
  }

  private @Nullable X509Certificate anchorOf(X509Certificate certificate) {
    return anchors.stream()
        .map(TrustAnchor::getTrustedCert)
        .filter(anchor -> isIssuer(anchor, certificate))
        .findFirst()
        .orElse(null);
  }

  /** Two roots may have one name: the key tells them apart. */
  private static boolean isIssuer(X509Certificate anchor, X509Certificate certificate) {
    try {
      if (anchor.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
        certificate.verify(anchor.getPublicKey());
        return true;
      }
      return false;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
