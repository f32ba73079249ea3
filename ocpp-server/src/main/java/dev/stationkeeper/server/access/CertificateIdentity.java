// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whom a certificate names.
 *
 * @param names of the subject (CN), usually one: the station's serial number (A00.FR.405)
 * @param organisations of the subject (O): the operator's name (A00.FR.404)
 */
record CertificateIdentity(List<String> names, List<String> organisations) {
  CertificateIdentity {
    names = List.copyOf(names);
    organisations = List.copyOf(organisations);
  }

  static CertificateIdentity of(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    List<String> organisations = new ArrayList<>();
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          names.add(rdn.getValue().toString());
        } else if (rdn.getType().equalsIgnoreCase("O")) {
          organisations.add(rdn.getValue().toString());
        }
      }
    } catch (InvalidNameException e) {
      // A subject that cannot be read names nobody.
      return new CertificateIdentity(List.of(), List.of());
    }
    return new CertificateIdentity(names, organisations);
  }
}
