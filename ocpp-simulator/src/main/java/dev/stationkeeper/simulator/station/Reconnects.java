// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.util.random.RandomGenerator;

/** How long a station waits before it tries to connect again: twice as long after each failure. */
final class Reconnects {
  private final StationSettings settings;
  private final RandomGenerator random;
  private int failed;

  Reconnects(StationSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  void succeeded() {
    failed = 0;
  }

  /** The wait before the next attempt, in nanoseconds. */
  long nextWait() {
    long wait = settings.reconnectMin().toNanos() << Math.min(failed, 20);
    long longest = settings.reconnectMax().toNanos();
    failed++;
    long bounded = wait <= 0 ? longest : Math.min(wait, longest);
    // Half of it by chance, so that a fleet that was cut off together does not return as one.
    return bounded / 2 + random.nextLong(bounded / 2 + 1);
  }
}
