// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets so many through in a minute, which begins with the first of them. Thread-safe. */
final class PerMinute {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int most;
  private final InstantSource clock;

  // Guarded by this.
  private Instant begun = Instant.EPOCH;
  private int taken;

  PerMinute(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /** True while there is room in this minute. */
  synchronized boolean take() {
    Instant now = clock.instant();
    if (Duration.between(begun, now).compareTo(MINUTE) >= 0) {
      begun = now;
      taken = 0;
    }
    if (taken >= most) {
      return false;
    }
    taken++;
    return true;
  }
}
