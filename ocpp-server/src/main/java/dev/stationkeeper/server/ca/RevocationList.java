// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import dev.stationkeeper.server.ca.IssuedCertificates.Issued;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Writes revocation lists (RFC 5280, section 5). */
final class RevocationList {
  /** How long a list is good. */
  static final int DAYS = 7;

  /** Clocks differ. */
  private static final Duration BEFORE = Duration.ofHours(1);

  private RevocationList() {}

  static String pem(Issuer issuer, List<Issued> revoked, Instant now) {
    try {
      X509v2CRLBuilder list = new X509v2CRLBuilder(issuer.name(), Date.from(now.minus(BEFORE)));
      list.setNextUpdate(Date.from(now.plus(Duration.ofDays(DAYS))));
      for (Issued certificate : revoked) {
        list.addCRLEntry(
            new BigInteger(certificate.serialNumber(), 16),
            Date.from(Objects.requireNonNull(certificate.revokedAt())),
            CRLReason.unspecified);
      }
      X509Certificate own = Objects.requireNonNull(issuer.certificate());
      list.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own.getPublicKey()));
      list.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
      StringWriter text = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(
            list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.key())));
      }
      return text.toString();
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no revocation list could be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
