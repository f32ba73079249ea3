// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import dev.stationkeeper.ocpp.CertificateVerdict;
import dev.stationkeeper.spi.decision.CertificateHashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the contract certificate of a vehicle (ISO 15118; C07.FR.05): its chain, where the
 * station sent it, and what OCSP says of each of its certificates. What cannot be verified is not
 * good (C07.FR.17). Thread-safe; blocks while responders are asked.
 */
public final class ContractCheck {
  private final Revocation revocation;
  private final InstantSource clock;
  private final Set<TrustAnchor> anchors;
  private final List<X509Certificate> issuers;

  private ContractCheck(Revocation revocation, InstantSource clock, List<X509Certificate> issuers) {
    this.revocation = revocation;
    this.clock = clock;
    this.issuers = List.copyOf(issuers);
    Set<TrustAnchor> made = new HashSet<>();
    issuers.forEach(issuer -> made.add(new TrustAnchor(issuer, null)));
    this.anchors = Set.copyOf(made);
  }

  /**
   * A check by the issuers in those PEM files, roots and those below them.
   *
   * @throws IOException naming the file that cannot be read
   */
  public static ContractCheck open(Revocation revocation, InstantSource clock, List<Path> files)
      throws IOException {
    List<X509Certificate> issuers = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        issuers.addAll(read(in));
      } catch (CertificateException e) {
        throw new IOException(file + " holds no certificates: " + e.getMessage(), e);
      }
    }
    return new ContractCheck(revocation, clock, issuers);
  }

  private static List<X509Certificate> read(InputStream pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /** The issuer that those hashes name, among those that are known. */
  public Optional<X509Certificate> issuerOf(CertificateHashes hashes) {
    return issuerOf(hashes, issuers);
  }

  private static Optional<X509Certificate> issuerOf(
      CertificateHashes hashes, List<X509Certificate> among) {
    try {
      OcspQuestion question = OcspQuestion.of(hashes);
      return among.stream().filter(question::isIssuedBy).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * What is to be thought of a contract.
   *
   * @param pem its certificate and those below the root, the contract's first; empty when the
   *     station sent none
   * @param hashes of the certificates, as the station names them; may be empty
   */
  public CertificateVerdict verdict(Optional<String> pem, List<CertificateHashes> hashes) {
    List<X509Certificate> trusted = new ArrayList<>(issuers);
    List<X509Certificate> path = List.of();
    if (pem.isPresent()) {
      try {
        List<X509Certificate> sent =
            read(new ByteArrayInputStream(pem.get().getBytes(StandardCharsets.US_ASCII)));
        path = validated(sent);
        trusted.addAll(path);
      } catch (CertPathValidatorException e) {
        return e.getReason() == BasicReason.EXPIRED
            ? CertificateVerdict.EXPIRED
            : CertificateVerdict.CHAIN_ERROR;
      } catch (GeneralSecurityException e) {
        return CertificateVerdict.CHAIN_ERROR;
      }
    }
    return hashes.isEmpty() ? ofPath(path) : ofHashes(hashes, trusted);
  }

  /** The certificates of the path and the anchor at its end. */
  private List<X509Certificate> validated(List<X509Certificate> sent)
      throws GeneralSecurityException {
    List<X509Certificate> below =
        sent.stream().filter(certificate -> !issuers.contains(certificate)).toList();
    if (below.isEmpty() || anchors.isEmpty()) {
      throw new CertPathValidatorException("there is nothing to verify");
    }
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(below);
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.instant()));
    PKIXCertPathValidatorResult result =
        (PKIXCertPathValidatorResult)
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
    List<X509Certificate> all = new ArrayList<>(below);
    all.add(result.getTrustAnchor().getTrustedCert());
    return all;
  }

  private CertificateVerdict ofPath(List<X509Certificate> path) {
    CertificateVerdict verdict =
        path.isEmpty() ? CertificateVerdict.CHAIN_ERROR : CertificateVerdict.GOOD;
    for (int i = 0; i + 1 < path.size() && verdict.equals(CertificateVerdict.GOOD); i++) {
      verdict = verdict(revocation.of(path.get(i), path.get(i + 1)));
    }
    return verdict;
  }

  private CertificateVerdict ofHashes(
      List<CertificateHashes> hashes, List<X509Certificate> trusted) {
    CertificateVerdict verdict = CertificateVerdict.GOOD;
    for (CertificateHashes certificate : hashes) {
      Optional<X509Certificate> issuer = issuerOf(certificate, trusted);
      CertificateVerdict found =
          issuer.isEmpty()
              ? CertificateVerdict.CHAIN_ERROR
              : verdict(
                  revocation.of(certificate, List.of(certificate.responderUrl()), issuer.get()));
      if (found.equals(CertificateVerdict.REVOKED)) {
        return found;
      }
      verdict = found.equals(CertificateVerdict.GOOD) ? verdict : found;
    }
    return verdict;
  }

  private static CertificateVerdict verdict(Finding finding) {
    return switch (finding.status()) {
      case GOOD -> CertificateVerdict.GOOD;
      case REVOKED -> CertificateVerdict.REVOKED;
      case UNKNOWN, FAILED -> CertificateVerdict.CHAIN_ERROR;
    };
  }
}
