// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the machine reads in a certificate, the first of a PEM text.
 *
 * @param serialNumber hexadecimal, small letters, no leading zeros
 * @param selfIssued true when its issuer has its own name: a root that nobody else vouches for
 * @param key a print of the public key
 */
record CertificateText(String serialNumber, boolean selfIssued, String key) {
  private static final int PRINT_BYTES = 16;

  /** The certificate of that text; empty when it cannot be read. */
  static Optional<CertificateText> of(String pem) {
    try {
      Der body = Der.ofPem(pem).into(Der.SEQUENCE).into(Der.SEQUENCE);
      if (body.isNext(Der.CONTEXT_0)) {
        body.whole(Der.CONTEXT_0);
      }
      String serial = new BigInteger(body.content(Der.INTEGER)).toString(16);
      body.whole(Der.SEQUENCE); // how it is signed
      byte[] issuer = body.whole(Der.SEQUENCE);
      body.whole(Der.SEQUENCE); // validity
      byte[] subject = body.whole(Der.SEQUENCE);
      return Optional.of(new CertificateText(serial, Arrays.equals(issuer, subject), print(body)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The print of the key in a certificate request (PKCS#10); empty when it cannot be read. */
  static Optional<String> keyOfRequest(String pem) {
    try {
      Der body = Der.ofPem(pem).into(Der.SEQUENCE).into(Der.SEQUENCE);
      body.whole(Der.INTEGER); // version
      body.whole(Der.SEQUENCE); // subject
      return Optional.of(print(body));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of a SubjectPublicKeyInfo: its bits alone, for parameters may be written in two ways. */
  private static String print(Der body) {
    Der key = body.into(Der.SEQUENCE);
    key.whole(Der.SEQUENCE); // algorithm
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.content(Der.BIT_STRING));
      return HexFormat.of().formatHex(digest, 0, PRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
