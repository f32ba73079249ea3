// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Where a certificate says that its revocation is known (AuthorityInformationAccess). */
final class ResponderAddress {
  private ResponderAddress() {}

  static boolean none(X509Certificate certificate) {
    return certificate.getExtensionValue(Extension.authorityInfoAccess.getId()) == null;
  }

  static List<String> in(X509Certificate certificate) throws IOException {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    List<String> addresses = new ArrayList<>();
    if (extension != null) {
      AuthorityInformationAccess access =
          AuthorityInformationAccess.getInstance(
              JcaX509ExtensionUtils.parseExtensionValue(extension));
      for (AccessDescription description : access.getAccessDescriptions()) {
        GeneralName location = description.getAccessLocation();
        if (description.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
            && location.getTagNo() == GeneralName.uniformResourceIdentifier) {
          addresses.add(location.getName().toString());
        }
      }
    }
    return addresses;
  }
}
