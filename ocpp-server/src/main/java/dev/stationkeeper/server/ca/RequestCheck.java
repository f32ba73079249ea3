// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Looks at a certificate request before anybody signs it. */
final class RequestCheck {
  private static final int LONGEST = 5_500;
  private static final int LEAST_RSA = 2_048;
  private static final int LEAST_EC = 256;

  private RequestCheck() {}

  /** A request is not signed. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  /**
   * A request that was found good.
   *
   * @param key the station's
   */
  record Good(X500Name subject, PublicKey key) {}

  /**
   * Checks form, proof of possession, key and subject.
   *
   * @param name that the subject must have as its only CN
   * @param organisation that it must have as O; empty for any
   */
  static Good check(String pem, String name, String organisation) throws RefusedException {
    JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(parse(pem));
    PublicKey key;
    try {
      key = request.getPublicKey();
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new RefusedException("The request is not signed with its own key.");
      }
    } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
      throw new RefusedException("The key of the request cannot be used: " + e.getMessage());
    }
    checkKey(key);
    X500Name subject = request.getSubject();
    List<String> names = values(subject, BCStyle.CN);
    if (!names.equals(List.of(name))) {
      throw new RefusedException(
          "The request names " + names + " (CN), the station is " + name + ".");
    }
    if (!organisation.isEmpty() && !values(subject, BCStyle.O).contains(organisation)) {
      throw new RefusedException("The request is not of the organisation " + organisation + ".");
    }
    return new Good(subject, key);
  }

  private static PKCS10CertificationRequest parse(String pem) throws RefusedException {
    if (pem.length() > LONGEST) {
      throw new RefusedException("The request is longer than " + LONGEST + " characters.");
    }
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof PKCS10CertificationRequest request) {
        return request;
      }
    } catch (IOException | RuntimeException e) {
      throw new RefusedException("The request cannot be read: " + e.getMessage());
    }
    throw new RefusedException("This is no certificate request in PEM.");
  }

  private static void checkKey(PublicKey key) throws RefusedException {
    int bits =
        switch (key) {
          case RSAPublicKey rsa -> rsa.getModulus().bitLength();
          case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
          default ->
              throw new RefusedException("A key is RSA or ECDSA, not " + key.getAlgorithm() + ".");
        };
    int least = key instanceof RSAPublicKey ? LEAST_RSA : LEAST_EC;
    if (bits < least) {
      throw new RefusedException("The key has %d bits, it needs %d.".formatted(bits, least));
    }
  }

  private static List<String> values(
      X500Name subject, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
    return Arrays.stream(subject.getRDNs(type))
        .map(RDN::getFirst)
        .map(value -> IETFUtils.valueToString(value.getValue()))
        .toList();
  }
}
