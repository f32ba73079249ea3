// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import dev.stationkeeper.server.revocation.Finding.Status;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * An OCSPResponse (RFC 6960) on one certificate, of present date.
 *
 * @param encoded DER, as the responder sent it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it came, never compared
record OcspReply(BasicOCSPResp response, SingleResp single, Instant until, byte[] encoded) {
  /** Clocks differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** An answer that names no end is asked for anew after this. */
  private static final Duration WITHOUT_END = Duration.ofMinutes(1);

  /**
   * Reads it; who signed it is not looked at.
   *
   * @throws IOException when it is none, is about something else, or is not of present date
   */
  static OcspReply read(byte[] encoded, OcspQuestion question, Instant now) throws IOException {
    try {
      OCSPResp response = new OCSPResp(encoded);
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        throw new IOException("the responder answered status " + response.getStatus());
      }
      if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
        throw new IOException("the responder answered something else");
      }
      for (SingleResp single : basic.getResponses()) {
        if (question.isAbout(single.getCertID())) {
          return new OcspReply(basic, single, until(single, now), encoded);
        }
      }
      throw new IOException("the responder answered about another certificate");
    } catch (OCSPException | IllegalArgumentException e) {
      throw new IOException("the responder's answer cannot be read: " + e.getMessage(), e);
    }
  }

  private static Instant until(SingleResp single, Instant now) throws IOException {
    if (single.getThisUpdate().toInstant().isAfter(now.plus(SKEW))) {
      throw new IOException("the responder's answer is of the future");
    }
    Date next = single.getNextUpdate();
    if (next == null) {
      return now.plus(WITHOUT_END);
    }
    if (next.toInstant().isBefore(now.minus(SKEW))) {
      throw new IOException("the responder's answer is out of date");
    }
    return next.toInstant();
  }

  /**
   * What it says, when the issuer, or whom the issuer names for it, signed it.
   *
   * @throws IOException when somebody else did
   */
  Finding verified(X509Certificate issuer, Instant now) throws IOException {
    if (!isSigned(issuer, now)) {
      throw new IOException("the responder's answer is not signed by whom the issuer names");
    }
    Status status =
        switch (single.getCertStatus()) {
          case null -> Status.GOOD;
          case RevokedStatus _ -> Status.REVOKED;
          default -> Status.UNKNOWN;
        };
    return new Finding(status, until, "");
  }

  private boolean isSigned(X509Certificate issuer, Instant now) {
    JcaContentVerifierProviderBuilder verifiers = new JcaContentVerifierProviderBuilder();
    try {
      ContentVerifierProvider byIssuer = verifiers.build(issuer.getPublicKey());
      if (isSignedBy(byIssuer)) {
        return true;
      }
      for (X509CertificateHolder named : response.getCerts()) {
        if (isResponder(named, now)
            && named.isSignatureValid(byIssuer)
            && isSignedBy(verifiers.build(named))) {
          return true;
        }
      }
      return false;
    } catch (OperatorCreationException | CertificateException | CertException e) {
      return false;
    }
  }

  /** A signature of another kind of key is no error: it is another's. */
  private boolean isSignedBy(ContentVerifierProvider who) {
    try {
      return response.isSignatureValid(who);
    } catch (OCSPException e) {
      return false;
    }
  }

  private static boolean isResponder(X509CertificateHolder named, Instant now) {
    ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(named.getExtensions());
    return usage != null
        && usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
        && named.isValidOn(Date.from(now));
  }
}
