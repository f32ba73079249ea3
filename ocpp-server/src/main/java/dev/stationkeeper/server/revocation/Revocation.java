// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.revocation.Finding.Status;
import dev.stationkeeper.spi.decision.CertificateHashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Asks whether certificates were revoked, and remembers the answers: at most {@value #MOST} on
 * certificates and {@value #MOST_LISTS} lists. Thread-safe; a question blocks for at most the
 * deadline of one answer for each address.
 */
public final class Revocation implements AutoCloseable {
  static final int MOST = 10_000;
  static final int MOST_LISTS = 32;
  private static final int LONGEST_ANSWER = 64 << 10;
  private static final int LONGEST_LIST = 8 << 20;
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final String REQUEST = "application/ocsp-request";

  private final Responders responders;
  private final InstantSource clock;
  private final Counters counters;
  private final Remembered<Finding> findings;
  private final Remembered<byte[]> responses;
  private final Remembered<X509CRL> lists;

  /** Asks the hosts of {@code settings} and no others. */
  public Revocation(RevocationSettings settings, InstantSource clock, Counters counters) {
    this.responders = new Responders(settings.hosts(), settings.time(), clock, counters);
    this.clock = clock;
    this.counters = counters;
    this.findings = new Remembered<>(MOST, clock);
    this.responses = new Remembered<>(MOST / 10, clock);
    this.lists = new Remembered<>(MOST_LISTS, clock);
  }

  /** Of a certificate, by the responders that it names itself. */
  public Finding of(X509Certificate certificate, X509Certificate issuer) {
    try {
      return of(OcspQuestion.of(certificate, issuer), ResponderAddress.in(certificate), issuer);
    } catch (IOException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  /** Of a certificate that a station names, by one of those responders (M07.FR.01 to 03). */
  public Finding of(CertificateHashes hashes, List<String> addresses, X509Certificate issuer) {
    try {
      return of(OcspQuestion.of(hashes), addresses, issuer);
    } catch (IOException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private Finding of(OcspQuestion question, List<String> addresses, X509Certificate issuer) {
    Optional<Finding> known = findings.find(question.key());
    if (known.isPresent()) {
      counters.count("revocation_remembered");
      return known.get();
    }
    String reason = "the certificate names no responder";
    for (String address : addresses) {
      try {
        Instant now = clock.instant();
        Finding finding = ask(address, question, now).verified(issuer, now);
        findings.keep(question.key(), finding, finding.until());
        return finding;
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    return failed(reason);
  }

  private OcspReply ask(String address, OcspQuestion question, Instant now) throws IOException {
    counters.count("revocation_asked");
    return OcspReply.read(
        responders.ask(address, question.encoded(), REQUEST, LONGEST_ANSWER), question, now);
  }

  /**
   * The responder's own answer on a certificate, for a station, which verifies it itself (M06).
   *
   * @return OCSPResponse of RFC 6960, DER; empty when none is to be had
   */
  public Optional<byte[]> response(CertificateHashes hashes) {
    try {
      OcspQuestion question = OcspQuestion.of(hashes);
      String key = question.key() + " " + hashes.responderUrl();
      Optional<byte[]> known = responses.find(key);
      if (known.isPresent()) {
        counters.count("revocation_remembered");
        return known;
      }
      OcspReply reply = ask(hashes.responderUrl(), question, clock.instant());
      responses.keep(key, reply.encoded(), reply.until());
      return Optional.of(reply.encoded());
    } catch (IOException e) {
      counters.count("revocation_failed");
      return Optional.empty();
    }
  }

  /** Of a certificate that a station names, by a list at one of those addresses (M07.FR.04). */
  public Finding listed(CertificateHashes hashes, List<String> addresses, X509Certificate issuer) {
    String reason = "no list is named";
    for (String address : addresses) {
      try {
        BigInteger serial = OcspQuestion.of(hashes).id().getSerialNumber();
        X509CRL list = list(address, issuer);
        Instant until = list.getNextUpdate().toInstant();
        boolean revoked = list.getRevokedCertificate(serial) != null;
        return new Finding(revoked ? Status.REVOKED : Status.GOOD, until, "");
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    return failed(reason);
  }

  private X509CRL list(String address, X509Certificate issuer) throws IOException {
    Instant now = clock.instant();
    String key = address + " " + issuer.getSubjectX500Principal().getName();
    Optional<X509CRL> known = lists.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] fetched = responders.ask(address, null, "", LONGEST_LIST);
    try {
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(fetched));
      if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        throw new IOException("the list is another issuer's");
      }
      list.verify(issuer.getPublicKey());
      if (list.getNextUpdate() == null || list.getNextUpdate().toInstant().isBefore(now)) {
        throw new IOException("the list is out of date");
      }
      lists.keep(key, list, list.getNextUpdate().toInstant());
      return list;
    } catch (GeneralSecurityException e) {
      throw new IOException("this is no revocation list of the issuer: " + e.getMessage(), e);
    }
  }

  private Finding failed(String reason) {
    counters.count("revocation_failed");
    return Finding.failed(clock.instant().plus(AFTER_FAILURE), reason);
  }

  @Override
  public void close() {
    responders.close();
  }
}
