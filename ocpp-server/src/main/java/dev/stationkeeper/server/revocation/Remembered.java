// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers until they are no longer good, and never for longer than {@link #LONGEST}: who revokes
 * wants it known. At most so many; the least recently used goes first. Thread-safe.
 */
final class Remembered<T> {
  static final Duration LONGEST = Duration.ofHours(12);

  private final InstantSource clock;
  private final Map<String, Kept<T>> entries;

  private record Kept<T>(T value, Instant until) {}

  Remembered(int most, InstantSource clock) {
    this.clock = clock;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<T> find(String key) {
    Kept<T> entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (!entry.until().isAfter(clock.instant())) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  synchronized void keep(String key, T value, Instant until) {
    Instant longest = clock.instant().plus(LONGEST);
    entries.put(key, new Kept<>(value, until.isBefore(longest) ? until : longest));
  }

  synchronized int size() {
    return entries.size();
  }
}
