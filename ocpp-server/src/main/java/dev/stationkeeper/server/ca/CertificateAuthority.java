// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.Issuer.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A root and an issuing authority, made at the first use, ECDSA on P-256. Their keys are kept in a
 * PKCS#12 file that is encrypted under a password which is not beside it. Thread-safe.
 */
public final class CertificateAuthority implements CertificateSigner {
  private static final Duration ROOT_LIFE = Duration.ofDays(3_650);
  private static final Duration ISSUING_LIFE = Duration.ofDays(1_825);
  private static final Duration STATION_LIFE = Duration.ofDays(365);
  private static final String ROOT = "root";
  private static final String ISSUING = "issuing";

  private final X509Certificate root;
  private final Issuer self;
  private final Issuer issuing;
  private final String organisation;
  private final InstantSource clock;
  private final IssuedCertificates issued;

  private CertificateAuthority(
      Issuer self,
      X509Certificate root,
      Issuer issuing,
      String organisation,
      InstantSource clock,
      IssuedCertificates issued) {
    this.root = root;
    this.self = self;
    this.issuing = issuing;
    this.organisation = organisation;
    this.clock = clock;
    this.issued = issued;
  }

  /**
   * Opens the authority of {@code file}, or makes one there.
   *
   * @param password that the keys are encrypted under; not kept with them
   * @param organisation of the subject (O), also of every request; empty for any
   * @param issued what it has issued so far
   * @throws IOException when the file cannot be used
   */
  public static CertificateAuthority open(
      Path file,
      String password,
      String organisation,
      InstantSource clock,
      IssuedCertificates issued)
      throws IOException {
    SecureRandom random = new SecureRandom();
    char[] secret = password.toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, secret);
        }
      } else {
        store.load(null, secret);
        make(store, secret, organisation, clock, random);
        write(store, secret, file);
      }
      Key rootKey = store.getKey(ROOT, secret);
      Key key = store.getKey(ISSUING, secret);
      if (rootKey instanceof PrivateKey selfKey
          && store.getCertificate(ROOT) instanceof X509Certificate root
          && store.getCertificate(ISSUING) instanceof X509Certificate certificate
          && key instanceof PrivateKey issuingKey) {
        Issuer issuing = new Issuer(nameOf(certificate), certificate, issuingKey, random);
        Issuer self = new Issuer(nameOf(root), root, selfKey, random);
        return new CertificateAuthority(self, root, issuing, organisation, clock, issued);
      }
      throw new IOException(file + " holds no certificate authority");
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no certificate authority: " + e.getMessage(), e);
    }
  }

  private static void make(
      KeyStore store, char[] secret, String organisation, InstantSource clock, SecureRandom random)
      throws GeneralSecurityException {
    KeyPair rootKeys = keys(random);
    KeyPair issuingKeys = keys(random);
    X500Name rootName = name("Stationkeeper Root CA", organisation);
    Issuer self = new Issuer(rootName, null, rootKeys.getPrivate(), random);
    X509Certificate root =
        self.issue(Purpose.ROOT, rootName, rootKeys.getPublic(), clock.instant(), ROOT_LIFE, null);
    X509Certificate issuing =
        new Issuer(rootName, root, rootKeys.getPrivate(), random)
            .issue(
                Purpose.ISSUING,
                name("Stationkeeper Issuing CA", organisation),
                issuingKeys.getPublic(),
                clock.instant(),
                ISSUING_LIFE,
                null);
    store.setKeyEntry(ROOT, rootKeys.getPrivate(), secret, new Certificate[] {root});
    store.setKeyEntry(ISSUING, issuingKeys.getPrivate(), secret, new Certificate[] {issuing, root});
  }

  private static void write(KeyStore store, char[] secret, Path file)
      throws IOException, GeneralSecurityException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path partial = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(partial)) {
      store.store(out, secret);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static KeyPair keys(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static X500Name name(String common, String organisation) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    if (!organisation.isEmpty()) {
      name.addRDN(BCStyle.O, organisation);
    }
    return name.addRDN(BCStyle.CN, common).build();
  }

  private static X500Name nameOf(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  /** The root's certificate, PEM: what stations and this server have to trust. */
  public String rootPem() {
    return pem(root);
  }

  /** The issuing authority's certificate, PEM. */
  public String issuingPem() {
    return pem(issuingCertificate());
  }

  @Override
  public Outcome sign(StationId station, String name, String request) {
    try {
      RequestCheck.Good good = RequestCheck.check(request, name, organisation);
      X509Certificate certificate =
          issuing.issue(
              Purpose.STATION, good.subject(), good.key(), clock.instant(), STATION_LIFE, null);
      String serialNumber = certificate.getSerialNumber().toString(16);
      issued.issued(station.value(), serialNumber, certificate.getNotAfter().toInstant());
      return new Outcome.Signed(pem(certificate) + issuingPem(), serialNumber);
    } catch (RequestCheck.RefusedException e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** What it has issued, and revoked. */
  public IssuedCertificates issued() {
    return issued;
  }

  /** True when this authority issued the certificate. */
  public boolean isIssuer(X509Certificate certificate) {
    return certificate
        .getIssuerX500Principal()
        .equals(issuingCertificate().getSubjectX500Principal());
  }

  /** True when this authority issued the certificate, or it is the issuing authority's. */
  public boolean isOwn(X509Certificate certificate) {
    return isIssuer(certificate) || certificate.equals(issuingCertificate());
  }

  /** True when this authority issued the certificate and revoked it. */
  public boolean isRevoked(X509Certificate certificate) {
    return isIssuer(certificate) && issued.isRevoked(certificate.getSerialNumber().toString(16));
  }

  /** For the path validation of TLS: refuses what was revoked, from the moment that it was. */
  public PKIXCertPathChecker checker() {
    return new IssuedPathChecker(this);
  }

  /**
   * The revocation lists of both authorities, PEM, good for {@value RevocationList#DAYS} days from
   * now: for others who verify the stations' certificates.
   */
  public String revocationListPem() {
    return RevocationList.pem(issuing, issued.revoked(), clock.instant())
        + RevocationList.pem(self, List.of(), clock.instant());
  }

  private X509Certificate issuingCertificate() {
    X509Certificate certificate = issuing.certificate();
    if (certificate == null) {
      throw new IllegalStateException("the issuing authority has no certificate");
    }
    return certificate;
  }

  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that cannot be written", e);
    }
  }
}
