// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import dev.stationkeeper.server.ca.TestAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a key and a certificate: a manufacturer that signs firmware, or who issues its
 * certificate.
 */
record FirmwareMaker(X509Certificate certificate, KeyPair keys) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Who signs itself. */
  static FirmwareMaker root(Instant from) {
    return issued(null, "CN=Firmware Root", true, "EC", 256, KeyUsage.keyCertSign, from);
  }

  FirmwareMaker issuing(Instant from) {
    return issued(this, "CN=Firmware Issuer", true, "EC", 256, KeyUsage.keyCertSign, from);
  }

  /** Whose certificate this one issues; it is good for a day from {@code from} on. */
  FirmwareMaker signer(String algorithm, int bits, Instant from) {
    return signer(algorithm, bits, KeyUsage.digitalSignature, from);
  }

  FirmwareMaker signer(String algorithm, int bits, int usage, Instant from) {
    return issued(this, "CN=Firmware Signer", false, algorithm, bits, usage, from);
  }

  private static FirmwareMaker issued(
      @Nullable FirmwareMaker issuer,
      String subject,
      boolean authority,
      String algorithm,
      int bits,
      int usage,
      Instant from) {
    KeyPair pair = TestAuthority.keys(algorithm, bits);
    X500Name name = new X500Name(subject);
    X500Name by =
        issuer == null
            ? name
            : new X500Name(issuer.certificate.getSubjectX500Principal().getName());
    PrivateKey key = issuer == null ? pair.getPrivate() : issuer.keys.getPrivate();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              by,
              new BigInteger(120, RANDOM),
              Date.from(from),
              Date.from(from.plus(Duration.ofDays(1))),
              name,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      return new FirmwareMaker(
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))),
          pair);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  String pem() {
    return TestAuthority.pemOf(certificate);
  }

  /** A signature as a command has it. */
  String sign(String algorithm, @Nullable AlgorithmParameterSpec parameters, byte[] image) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      if (parameters != null) {
        signature.setParameter(parameters);
      }
      signature.initSign(keys.getPrivate());
      signature.update(image);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
