// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random secrets that people or programs carry, and the hash kept of a program's. */
public final class Secrets {
  /** No l, o, 0 or 1: people type these. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private Secrets() {}

  /** A password of 20 letters and digits in four groups, 100 bits. */
  public static String password(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      password.append(i > 0 && i % 5 == 0 ? "-" : "").append(letter(random));
    }
    return password.toString();
  }

  /** The secret of an API token: {@code sk_} and 40 letters and digits, 200 bits. */
  public static String token(SecureRandom random) {
    StringBuilder token = new StringBuilder("sk_");
    for (int i = 0; i < 40; i++) {
      token.append(letter(random));
    }
    return token.toString();
  }

  /** SHA-256 of {@code secret}, hexadecimal. */
  public static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static char letter(SecureRandom random) {
    return LETTERS.charAt(random.nextInt(LETTERS.length()));
  }
}
