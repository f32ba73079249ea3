// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose certificates firmware may be signed with (A00.FR.707): those that one of the configured
 * authorities has issued. Revocation is not asked for. Immutable.
 */
final class SigningCertificates {
  /** Longer than any version lets a command have it. */
  private static final int LONGEST = 16_384;

  private static final int LEAST_RSA = 2_048;
  private static final int LEAST_EC = 256;

  private final List<X509Certificate> authorities;
  private final Set<TrustAnchor> anchors;

  private SigningCertificates(List<X509Certificate> authorities) {
    this.authorities = List.copyOf(authorities);
    this.anchors =
        authorities.stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Those that the authorities in {@code files} issue.
   *
   * @throws IOException naming the file that cannot be read
   */
  static SigningCertificates of(List<Path> files) throws IOException {
    List<X509Certificate> authorities = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        List<X509Certificate> found = read(in);
        if (found.isEmpty()) {
          throw new IOException("firmware.authority: " + file + " holds no certificates");
        }
        authorities.addAll(found);
      } catch (CertificateException e) {
        throw new IOException(
            "firmware.authority: " + file + " holds no certificates: " + e.getMessage(), e);
      }
    }
    return new SigningCertificates(authorities);
  }

  private static List<X509Certificate> read(InputStream pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /**
   * The key that firmware was signed with.
   *
   * @param pem the certificate, and those between it and the authority behind it
   */
  PublicKey keyOf(String pem, Instant now) throws RefusedFirmwareException {
    List<X509Certificate> sent = parse(pem);
    X509Certificate signer = sent.getFirst();
    checkValidity(signer, now);
    boolean[] usage = signer.getKeyUsage();
    if (usage != null && !usage[0]) {
      throw new RefusedFirmwareException(
          "The signing certificate is not for signatures: its key usage lacks digitalSignature.");
    }
    checkKey(signer.getPublicKey());
    checkPath(signer, sent, now);
    return signer.getPublicKey();
  }

  private static List<X509Certificate> parse(String pem) throws RefusedFirmwareException {
    if (pem.length() > LONGEST) {
      throw new RefusedFirmwareException(
          "The signing certificate is longer than " + LONGEST + " characters.");
    }
    try {
      List<X509Certificate> sent =
          read(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (!sent.isEmpty()) {
        return sent;
      }
    } catch (CertificateException e) {
      throw new RefusedFirmwareException(
          "The signing certificate cannot be read: " + e.getMessage() + ".");
    }
    throw new RefusedFirmwareException("The signing certificate is no certificate in PEM.");
  }

  private static void checkValidity(X509Certificate signer, Instant now)
      throws RefusedFirmwareException {
    try {
      signer.checkValidity(Date.from(now));
    } catch (CertificateExpiredException e) {
      throw new RefusedFirmwareException(
          "The signing certificate has expired, on " + signer.getNotAfter().toInstant() + ".");
    } catch (CertificateNotYetValidException e) {
      throw new RefusedFirmwareException(
          "The signing certificate is not valid before " + signer.getNotBefore().toInstant() + ".");
    }
  }

  private static void checkKey(PublicKey key) throws RefusedFirmwareException {
    int bits;
    int least;
    switch (key) {
      case RSAPublicKey rsa -> {
        bits = rsa.getModulus().bitLength();
        least = LEAST_RSA;
      }
      case ECPublicKey ec -> {
        bits = ec.getParams().getCurve().getField().getFieldSize();
        least = LEAST_EC;
      }
      default ->
          throw new RefusedFirmwareException(
              "Firmware is signed with RSA or ECDSA, not with " + key.getAlgorithm() + ".");
    }
    if (bits < least) {
      throw new RefusedFirmwareException(
          "The key of the signing certificate has %d bits, it needs %d.".formatted(bits, least));
    }
  }

  private void checkPath(X509Certificate signer, List<X509Certificate> sent, Instant now)
      throws RefusedFirmwareException {
    if (authorities.contains(signer)) {
      return;
    }
    List<X509Certificate> known = new ArrayList<>(sent);
    known.addAll(authorities);
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(signer);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, wanted);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
      var _ = CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (GeneralSecurityException e) {
      throw new RefusedFirmwareException(
          "No authority in firmware.authority has issued the signing certificate, or a certificate"
              + " between them is missing or not valid now.");
    }
  }
}
