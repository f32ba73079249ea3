// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of passwords: PBKDF2 with HMAC-SHA-512 (RFC 8018, 5.2), 16 bytes of salt, written as
 * {@code pbkdf2-sha512$ITERATIONS$SALT$HASH} so that the count can rise and old hashes stay valid.
 */
public final class PasswordHash {
  private static final String SCHEME = "pbkdf2-sha512";
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private PasswordHash() {}

  /** A hash of {@code password} with a fresh salt. Slow on purpose. */
  public static String of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return String.join(
        "$",
        SCHEME,
        Integer.toString(ITERATIONS),
        Base64.getEncoder().encodeToString(salt),
        Base64.getEncoder().encodeToString(derive(password, salt, ITERATIONS)));
  }

  /** True when {@code hash} is one of {@code password}; in constant time for a given hash. */
  public static boolean matches(String hash, String password) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      throw new IllegalStateException("a password hash of an unknown scheme: " + parts[0]);
    }
    byte[] expected = Base64.getDecoder().decode(parts[3]);
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException("this JDK has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }
}
