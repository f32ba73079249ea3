// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords and remembers, for those with a slow hash, which was right: as a keyed hash
 * under a key that dies with the process. Thread-safe; remembers at most {@value #MOST} stations.
 */
final class PasswordCheck {
  static final int MOST = 200_000;

  private final StationPasswords passwords;
  private final ServerKey key = ServerKey.forThisProcess(new SecureRandom());
  private final Map<String, byte[]> right =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > MOST;
        }
      };

  PasswordCheck(StationPasswords passwords) {
    this.passwords = passwords;
  }

  /** True when this password was right before, for this hash. Quick. */
  boolean isRemembered(String station, @Nullable String hash, byte[] password) {
    if (hash == null || !StationPasswords.isSlow(hash)) {
      return false;
    }
    byte[] known;
    synchronized (right) {
      known = right.get(station);
    }
    return known != null && MessageDigest.isEqual(known, digest(station, hash, password));
  }

  /** True when {@code hash} keeps this password; null keeps none. */
  boolean matches(String station, @Nullable String hash, byte[] password) {
    if (hash == null || !passwords.matches(hash, password)) {
      return false;
    }
    if (StationPasswords.isSlow(hash)) {
      byte[] digest = digest(station, hash, password);
      synchronized (right) {
        right.put(station, digest);
      }
    }
    return true;
  }

  private byte[] digest(String station, String hash, byte[] password) {
    return key.mac(
        station.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8), password);
  }
}
