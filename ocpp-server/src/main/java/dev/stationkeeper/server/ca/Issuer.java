// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes and signs certificates.
 *
 * @param name of the issuer
 * @param certificate the issuer's own; null for one that signs itself
 * @param key the issuer's
 */
record Issuer(
    X500Name name, @Nullable X509Certificate certificate, PrivateKey key, SecureRandom random) {
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
  private static final int SERIAL_BITS = 127;

  /** What a certificate is for. */
  enum Purpose {
    ROOT(1),
    ISSUING(0),
    STATION(-1),
    SERVER(-1);

    private final int below;

    Purpose(int below) {
      this.below = below;
    }

    boolean isAuthority() {
      return below >= 0;
    }
  }

  /** A certificate for {@code key}; its names only for a server. */
  X509Certificate issue(
      Purpose purpose,
      X500Name subject,
      PublicKey subjectKey,
      Instant now,
      Duration validity,
      @Nullable GeneralNames names) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
              Date.from(now.minus(CLOCKS_DIFFER)),
              Date.from(now.plus(validity)),
              subject,
              subjectKey);
      extend(builder, purpose, subjectKey, names);
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be written for " + subject, e);
    }
  }

  private void extend(
      X509v3CertificateBuilder builder,
      Purpose purpose,
      PublicKey subjectKey,
      @Nullable GeneralNames names)
      throws CertIOException, GeneralSecurityException {
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.basicConstraints,
        true,
        purpose.isAuthority() ? new BasicConstraints(purpose.below) : new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            purpose.isAuthority()
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
    if (!purpose.isAuthority()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              purpose == Purpose.SERVER
                  ? KeyPurposeId.id_kp_serverAuth
                  : KeyPurposeId.id_kp_clientAuth));
    }
    if (names != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, names);
    }
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(subjectKey));
    if (certificate != null) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(certificate.getPublicKey()));
    }
  }
}
