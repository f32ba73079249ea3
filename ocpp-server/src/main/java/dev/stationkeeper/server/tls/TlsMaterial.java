// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CRL;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;

/** Makes of files what TLS needs. */
final class TlsMaterial {
  /** Of key stores that live in memory only. */
  private static final char[] NO_PASSWORD = {};

  private TlsMaterial() {}

  /** What can take up {@link #fresh} material later. */
  static SSLFactory swappable(TlsSettings settings, PathChecks checks) throws IOException {
    SSLFactory.Builder builder = SSLFactory.builder().withSwappableIdentityMaterial();
    if (!settings.stationAuthorities().isEmpty()) {
      builder.withSwappableTrustMaterial();
    }
    return read(settings, checks, builder);
  }

  /** What a swappable one takes up: not swappable itself. */
  static SSLFactory fresh(TlsSettings settings, PathChecks checks) throws IOException {
    return read(settings, checks, SSLFactory.builder());
  }

  private static SSLFactory read(
      TlsSettings settings, PathChecks checks, SSLFactory.Builder builder) throws IOException {
    if (settings.certificates().size() != settings.keys().size()) {
      throw new IOException(
          "tls.certificate names %d files and tls.key %d: each certificate needs its key"
              .formatted(settings.certificates().size(), settings.keys().size()));
    }
    for (int i = 0; i < settings.certificates().size(); i++) {
      Path certificate = settings.certificates().get(i);
      Path key = settings.keys().get(i);
      try {
        PrivateKey secret =
            settings.keyPassword().isEmpty()
                ? PemUtils.loadPrivateKey(key)
                : PemUtils.loadPrivateKey(key, settings.keyPassword().toCharArray());
        // An alias of its own: both certificates may have the same subject.
        builder.withIdentityMaterial(
            secret, NO_PASSWORD.clone(), "server-" + i, PemUtils.loadCertificate(certificate));
      } catch (RuntimeException e) {
        throw new IOException(
            "TLS: certificate %s and key %s cannot be used: %s"
                .formatted(certificate, key, e.getMessage()),
            e);
      }
    }
    if (!settings.stationAuthorities().isEmpty()) {
      builder.withTrustMaterial(trust(settings, checks));
    }
    return builder.build();
  }

  private static TrustManagerFactory trust(TlsSettings settings, PathChecks checks)
      throws IOException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (Path file : settings.stationAuthorities()) {
      List<X509Certificate> found;
      try {
        found = PemUtils.loadCertificate(file);
      } catch (RuntimeException e) {
        throw new IOException("TLS: " + file + " holds no certificates: " + e.getMessage(), e);
      }
      found.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
    }
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
      parameters.setRevocationEnabled(false);
      if (!settings.revocationLists().isEmpty()) {
        parameters.addCertStore(
            CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(lists(settings))));
        PKIXRevocationChecker checker =
            (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(
            Set.of(
                PKIXRevocationChecker.Option.PREFER_CRLS,
                PKIXRevocationChecker.Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
      }
      checks.of(anchors).forEach(parameters::addCertPathChecker);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: the stations' authorities cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<CRL> lists(TlsSettings settings) throws IOException {
    List<CRL> lists = new ArrayList<>();
    for (Path file : settings.revocationLists()) {
      try (InputStream in = Files.newInputStream(file)) {
        lists.addAll(CertificateFactory.getInstance("X.509").generateCRLs(in));
      } catch (GeneralSecurityException e) {
        throw new IOException("TLS: " + file + " is no revocation list: " + e.getMessage(), e);
      }
    }
    return lists;
  }
}
