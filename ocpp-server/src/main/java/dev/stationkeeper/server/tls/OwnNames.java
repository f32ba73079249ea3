// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import nl.altindag.ssl.pem.util.PemUtils;

/**
 * Whether the server's certificates name it as stations know it. OCPP wants the host name as CN
 * (A00.FR.510), and clients that know subject alternative names look at nothing else (RFC 9525).
 */
final class OwnNames {
  private static final Duration SOON = Duration.ofDays(14);
  private static final Integer DNS = 2;
  private static final Integer ADDRESS = 7;

  private OwnNames() {}

  /** What is to be put right, a sentence each; empty when all is well. */
  static List<String> faults(TlsSettings settings, Instant now) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path file : settings.certificates()) {
      X509Certificate own;
      try {
        own = PemUtils.loadCertificate(file).getFirst();
      } catch (RuntimeException e) {
        throw new IOException("TLS: " + file + " holds no certificate: " + e.getMessage(), e);
      }
      if (!settings.hostName().isEmpty()) {
        faultsOfName(own, file, settings.hostName(), faults);
      }
      if (own.getNotAfter().toInstant().isBefore(now.plus(SOON))) {
        faults.add(
            "The certificate in %s ends at %s.".formatted(file, own.getNotAfter().toInstant()));
      }
    }
    return faults;
  }

  private static void faultsOfName(
      X509Certificate own, Path file, String host, List<String> faults) {
    if (commonNames(own).stream().noneMatch(host::equalsIgnoreCase)) {
      faults.add(
          "The certificate in %s does not name %s as CN, which stations look for (A00.FR.510)."
              .formatted(file, host));
    }
    if (alternativeNames(own).stream().noneMatch(name -> matches(name, host))) {
      faults.add(
          "The certificate in %s does not name %s as subjectAltName, which newer stations look for."
              .formatted(file, host));
    }
  }

  private static List<String> commonNames(X509Certificate own) {
    List<String> names = new ArrayList<>();
    try {
      for (Rdn rdn : new LdapName(own.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          names.add(rdn.getValue().toString());
        }
      }
    } catch (InvalidNameException e) {
      // A subject that cannot be read names nobody.
      return List.of();
    }
    return List.copyOf(names);
  }

  private static List<String> alternativeNames(X509Certificate own) {
    try {
      Collection<List<?>> all = own.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(name -> name.getFirst().equals(DNS) || name.getFirst().equals(ADDRESS))
              .map(name -> name.get(1).toString())
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** A wildcard stands for one label, the first. */
  private static boolean matches(String name, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String is = name.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    return is.equals(wanted)
        || (is.startsWith("*.") && dot > 0 && wanted.substring(dot).equals(is.substring(1)));
  }
}
