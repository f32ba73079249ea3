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
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Makes, hashes and checks the passwords of stations. Thread-safe.
 *
 * <p>A password of ours has 160 random bits: one keyed hash keeps it. One that a person chose gets
 * PBKDF2 on top. Both are keyed with the {@link ServerKey}. Beside the slow hash stands a quick one
 * under a key of its own ({@link ServerKey#quick}), which decides for as long as that key is there:
 * the slow one is for the day when it is not (ADR 28).
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

  private static final int QUICK_AT = 5;
  private static final int QUICK_ID_LENGTH = 8;

  private final ServerKey key;
  private final ServerKey quick;
  private final String quickId;
  private final SecureRandom random;

  /** Passwords that are kept under {@code key}, chosen ones under {@code quick} as well. */
  public StationPasswords(ServerKey key, ServerKey quick, SecureRandom random) {
    this.key = key;
    this.quick = quick;
    this.quickId = quick.derive("id").substring(0, QUICK_ID_LENGTH);
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
    String slow = hash(SLOW + "$" + ITERATIONS, password);
    return slow + "$" + quick(parts(slow), canonical(password));
  }

  /** True when checking against {@code hash} takes its time here. */
  boolean isSlow(String hash) {
    return hash.startsWith(SLOW) && !isQuickened(parts(hash));
  }

  /** True when {@code hash} keeps what a station has sent. */
  boolean matches(String hash, byte[] sent) {
    return check(hash, sent).isPresent();
  }

  /**
   * Checks what a station has sent.
   *
   * @return the hash to keep it by from now on, {@code hash} itself or one that is quick here;
   *     empty when it is not the password
   */
  Optional<String> check(String hash, byte[] sent) {
    List<String> parts = parts(hash);
    return match(parts, sent)
        .map(
            canonical ->
                isSlow(hash)
                    ? String.join("$", parts.subList(0, QUICK_AT)) + "$" + quick(parts, canonical)
                    : hash);
  }

  private Optional<byte[]> match(List<String> parts, byte[] sent) {
    boolean slow = parts.getFirst().equals(SLOW);
    boolean hex = parts.get(slow ? 2 : 1).equals("hex");
    boolean quickened = isQuickened(parts);
    byte[] kept =
        quickened
            ? parts.get(QUICK_AT).getBytes(StandardCharsets.US_ASCII)
            : decoded(parts, slow ? 4 : 3);
    Optional<byte[]> match = Optional.empty();
    for (byte[] candidate : candidates(sent, hex)) {
      byte[] digest =
          quickened
              ? quick(parts, candidate).getBytes(StandardCharsets.US_ASCII)
              : digest(parts, decoded(parts, slow ? 3 : 2), candidate);
      if (MessageDigest.isEqual(kept, digest)) {
        match = Optional.of(candidate);
      }
    }
    return match;
  }

  private boolean isQuickened(List<String> parts) {
    return parts.size() > QUICK_AT && parts.get(QUICK_AT).startsWith(quickId);
  }

  private String quick(List<String> parts, byte[] canonical) {
    byte[] mac =
        quick.mac("station".getBytes(StandardCharsets.US_ASCII), decoded(parts, 3), canonical);
    return quickId + Base64.getEncoder().encodeToString(mac);
  }

  private static byte[] decoded(List<String> parts, int at) {
    return Base64.getDecoder().decode(parts.get(at));
  }

  private static List<String> parts(String hash) {
    return List.of(hash.split("\\$", -1));
  }

  private String hash(String scheme, String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    boolean hex = HEX_KEY.matcher(password).matches();
    String form = scheme + "$" + (hex ? "hex" : "text");
    byte[] canonical = canonical(password);
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        form,
        base64.encodeToString(salt),
        base64.encodeToString(digest(parts(form), salt, canonical)));
  }

  private static byte[] canonical(String password) {
    boolean hex = HEX_KEY.matcher(password).matches();
    return (hex ? password.toLowerCase(Locale.ROOT) : password).getBytes(StandardCharsets.UTF_8);
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
