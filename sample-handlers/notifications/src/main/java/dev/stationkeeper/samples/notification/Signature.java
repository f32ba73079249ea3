// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a body: {@code t=SECONDS,v1=HEX}, where HEX is the HMAC-SHA256 under the shared secret of
 * the seconds since 1970, a dot and the body. The receiver refuses old times, so that nobody can
 * send again what was overheard.
 */
final class Signature {
  static final String HEADER = "Stationkeeper-Signature";

  private static final String HMAC = "HmacSHA256";
  private static final int SHORTEST = 16;

  private final SecretKeySpec key;

  Signature(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException("secret has at least " + SHORTEST + " characters");
    }
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
  }

  /** The value of the header for a body that leaves at that time. */
  String of(String body, Instant at) {
    long seconds = at.getEpochSecond();
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] sum = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }
}
