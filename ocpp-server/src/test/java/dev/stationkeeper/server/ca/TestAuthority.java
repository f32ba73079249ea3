// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.CertificateSigner.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** Certificates for tests: a root, servers of both key algorithms, stations, revocation lists. */
public final class TestAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] NO_PASSWORD = "test".toCharArray();

  private final Path folder;
  private final KeyPair keys = keys("EC", 256);
  private final Issuer issuer;
  private final X509Certificate root;

  public TestAuthority(Path folder) {
    this.folder = folder;
    X500Name name = new X500Name("CN=Test Root");
    this.root =
        new Issuer(name, null, keys.getPrivate(), RANDOM)
            .issue(
                Issuer.Purpose.ROOT,
                name,
                keys.getPublic(),
                Instant.now(),
                Duration.ofDays(1),
                null);
    this.issuer = new Issuer(name, root, keys.getPrivate(), RANDOM);
  }

  /** Certificate and key of somebody, in files. */
  public record Identity(Path certificate, Path key, X509Certificate leaf, PrivateKey secret) {}

  public Path rootFile() {
    return write("root.pem", pem(root));
  }

  /** A server for localhost. */
  public Identity server(String algorithm, int bits) {
    KeyPair pair = keys(algorithm, bits);
    X509Certificate leaf =
        issuer.issue(
            Issuer.Purpose.SERVER,
            new X500Name("CN=localhost"),
            pair.getPublic(),
            Instant.now(),
            Duration.ofDays(1),
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.dNSName, "localhost"),
                  new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                }));
    return identity(algorithm, leaf, pair.getPrivate());
  }

  /** A server with those names. */
  public Identity serverNamed(String commonName, String alternative) {
    KeyPair pair = keys("EC", 256);
    X509Certificate leaf =
        issuer.issue(
            Issuer.Purpose.SERVER,
            new X500Name("CN=" + commonName),
            pair.getPublic(),
            Instant.now(),
            Duration.ofDays(1),
            new GeneralNames(new GeneralName(GeneralName.dNSName, alternative)));
    return identity("server", leaf, pair.getPrivate());
  }

  /** A station that is named by {@code subject}. */
  public Identity station(String subject) {
    return station(subject, Duration.ofDays(1));
  }

  /** As {@link #station(String)}; a negative validity has ended. */
  public Identity station(String subject, Duration validity) {
    KeyPair pair = keys("EC", 256);
    X509Certificate leaf =
        issuer.issue(
            Issuer.Purpose.STATION,
            new X500Name(subject),
            pair.getPublic(),
            Instant.now(),
            validity,
            null);
    return identity("station", leaf, pair.getPrivate());
  }

  /** A station whose certificate says that {@code responder} knows of its revocation. */
  public Identity stationKnownAt(String subject, String responder) {
    KeyPair pair = keys("EC", 256);
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer.name(),
              new BigInteger(120, RANDOM),
              Date.from(Instant.now().minusSeconds(60)),
              Date.from(Instant.now().plus(Duration.ofDays(1))),
              new X500Name(subject),
              pair.getPublic());
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              AccessDescription.id_ad_ocsp,
              new GeneralName(GeneralName.uniformResourceIdentifier, responder)));
      X509Certificate leaf =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
      return identity("station", leaf, pair.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root's certificate. */
  public X509Certificate root() {
    return root;
  }

  PrivateKey rootKey() {
    return keys.getPrivate();
  }

  Issuer issuer() {
    return issuer;
  }

  /** The texts of those certificates, one behind the other. */
  public static String pemOf(X509Certificate... certificates) {
    StringBuilder all = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      all.append(pem(certificate));
    }
    return all.toString();
  }

  private Identity identity(String what, X509Certificate leaf, PrivateKey key) {
    String name = what + leaf.getSerialNumber().toString(16);
    return new Identity(
        write(name + ".pem", pem(leaf)), write(name + ".key", pkcs8(key)), leaf, key);
  }

  /** A list that revokes those. */
  public Path revocationList(String file, X509Certificate... revoked) {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(issuer.name(), Date.from(Instant.now().minusSeconds(60)));
    builder.setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(1))));
    for (X509Certificate certificate : revoked) {
      builder.addCRLEntry(
          certificate.getSerialNumber(), Date.from(Instant.now()), CRLReason.keyCompromise);
    }
    try {
      return write(
          file,
          pem(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that trusts the root and shows {@code identity}, if it has one. */
  public SSLContext client(@Nullable Identity identity, Certificate... issuers) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("root", root);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : keyManagers(identity, issuers).getKeyManagers(),
          trust.getTrustManagers(),
          RANDOM);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManagerFactory keyManagers(Identity identity, Certificate[] issuers)
      throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    Certificate[] chain = new Certificate[issuers.length + 1];
    chain[0] = identity.leaf();
    System.arraycopy(issuers, 0, chain, 1, issuers.length);
    own.setKeyEntry("own", identity.secret(), NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(own, NO_PASSWORD);
    return factory;
  }

  /** A request for {@code subject}, signed with its own key. */
  public static String request(String subject, KeyPair pair) {
    return request(subject, pair, pair.getPrivate());
  }

  static String request(String subject, KeyPair pair, PrivateKey signer) {
    try {
      String algorithm = signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      return pem(
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
              .build(new JcaContentSignerBuilder(algorithm).build(signer)));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The chain that an authority of ours issued, as an identity of a station. */
  public static List<X509Certificate> chain(Outcome outcome) {
    if (!(outcome instanceof Outcome.Signed signed)) {
      throw new AssertionError(outcome);
    }
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(
              new ByteArrayInputStream(signed.chain().getBytes(StandardCharsets.US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An identity with a certificate that {@code authority} signed on request. */
  public static Identity signed(
      CertificateAuthority authority, String name, List<Certificate> issuers) {
    KeyPair pair = keys("EC", 256);
    List<X509Certificate> chain =
        chain(authority.sign(new StationId(name), name, request("CN=" + name, pair)));
    issuers.addAll(chain.subList(1, chain.size()));
    return new Identity(Path.of("-"), Path.of("-"), chain.getFirst(), pair.getPrivate());
  }

  public static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String pkcs8(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String pem(Object what) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Copies what a server has to another's files. */
  public static void replace(Identity old, Identity young) {
    try {
      Files.copy(young.key(), old.key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.copy(
          young.certificate(),
          old.certificate(),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
