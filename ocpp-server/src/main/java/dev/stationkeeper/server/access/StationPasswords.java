// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Makes, hashes and checks the passwords of stations. Thread-safe.
 *
 * <p>A password of ours has 160 random bits: one keyed hash keeps it. One that a person chose gets
 * PBKDF2 on top. Both are keyed with the {@link ServerKey}.
 *
 * <p>1.6 knows an AuthorizationKey, 16 to 20 bytes written as hexadecimal, of which some stations
 * send the bytes and some the text; either is taken for it. 2.x knows a BasicAuthPassword of 16 to
 * 40 characters (A00.FR.205, A01.FR.02).
 */
public final class StationPasswords {
  static final int LEAST = 16;
  static final int MOST = 40;

  private static final Pattern HEX_KEY = Pattern.compile("(?:[0-9A-Fa-f]{2}){16,20}");
  private static final String QUICK = "hmac-sha256";
  private static final String SLOW = "pbkdf2-sha512-hmac";
  private static final int ITERATIONS = 20_000;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 20;

  private final ServerKey key;
  private final SecureRandom random;

  /** Passwords that are kept under {@code key}. */
  public StationPasswords(ServerKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** A fresh one: 40 hexadecimal digits, good as AuthorizationKey and as BasicAuthPassword. */
  public String generate() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** True when OCPP lets a station have it. */
  public static boolean isAllowed(String password) {
    int length = password.codePointCount(0, password.length());
    return length >= LEAST
        && length <= MOST
        && password.chars().noneMatch(c -> Character.isISOControl((char) c));
  }

  /** How one of {@link #generate} is kept. */
  public String hashOfGenerated(String password) {
    return hash(QUICK, password);
  }

  /** How one that a person chose is kept. Slow on purpose. */
  public String hashOfChosen(String password) {
    return hash(SLOW + "$" + ITERATIONS, password);
  }

  /** True when checking against {@code hash} takes its time. */
  static boolean isSlow(String hash) {
    return hash.startsWith(SLOW);
  }

  /** True when {@code hash} keeps what a station has sent. */
  boolean matches(String hash, byte[] sent) {
    List<String> parts = List.of(hash.split("\\$", -1));
    byte[] salt = Base64.getDecoder().decode(parts.get(parts.size() - 2));
    byte[] kept = Base64.getDecoder().decode(parts.getLast());
    boolean hex = parts.get(parts.size() - 3).equals("hex");
    boolean matches = false;
    for (byte[] candidate : candidates(sent, hex)) {
      matches |= MessageDigest.isEqual(kept, digest(parts, salt, candidate));
    }
    return matches;
  }

  private String hash(String scheme, String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    boolean hex = HEX_KEY.matcher(password).matches();
    String form = scheme + "$" + (hex ? "hex" : "text");
    byte[] canonical =
        (hex ? password.toLowerCase(Locale.ROOT) : password).getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        form,
        base64.encodeToString(salt),
        base64.encodeToString(digest(List.of(form.split("\\$", -1)), salt, canonical)));
  }

  private byte[] digest(List<String> scheme, byte[] salt, byte[] password) {
    byte[] keyed = key.mac("station".getBytes(StandardCharsets.US_ASCII), salt, password);
    return switch (scheme.getFirst()) {
      case QUICK -> keyed;
      case SLOW -> stretched(keyed, salt, Integer.parseInt(scheme.get(1)));
      default -> throw new IllegalStateException("a password of an unknown scheme");
    };
  }

  private static byte[] stretched(byte[] keyed, byte[] salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(HexFormat.of().formatHex(keyed).toCharArray(), salt, iterations, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** The forms that what was sent may have been kept in. */
  private static List<byte[]> candidates(byte[] sent, boolean hex) {
    if (!hex) {
      return List.of(sent);
    }
    List<byte[]> forms = new ArrayList<>(2);
    String text = new String(sent, StandardCharsets.ISO_8859_1);
    if (HEX_KEY.matcher(text).matches()) {
      forms.add(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    } else if (sent.length >= 16 && sent.length <= KEY_BYTES) {
      forms.add(HexFormat.of().formatHex(sent).getBytes(StandardCharsets.US_ASCII));
    }
    return forms;
  }
}
