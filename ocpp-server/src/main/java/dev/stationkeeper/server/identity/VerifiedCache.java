// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were found right, so that the slow hash is paid once and not with every request of
 * a program. Kept as a keyed hash of user, stored hash and password under a key that dies with the
 * process; a changed password no longer matches. Thread-safe; at most {@value #MAX_ENTRIES}
 * entries, the least recently used goes first.
 */
final class VerifiedCache {
  static final int MAX_ENTRIES = 1_000;

  private final SecretKeySpec key;
  private final Map<String, Boolean> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  VerifiedCache(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  boolean contains(User user, String password) {
    String digest = digest(user, password);
    synchronized (known) {
      return known.get(digest) != null;
    }
  }

  void add(User user, String password) {
    String digest = digest(user, password);
    synchronized (known) {
      known.put(digest, true);
    }
  }

  private String digest(User user, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(user.name().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(user.passwordHash().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HmacSHA256", e);
    }
  }
}
