// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import java.time.Duration;

/**
 * What a follower does with an event that its subscriber refuses: tries again and then has it
 * parked. An event that cannot be parked either is tried for ever: nothing is passed over silently.
 *
 * @param attempts how often in all, at least 1
 * @param firstPause before the second attempt; doubles with every other one
 * @param longestPause that it grows to
 */
public record PoisonPolicy(int attempts, Duration firstPause, Duration longestPause) {
  /** Five attempts within about three seconds. */
  public static final PoisonPolicy DEFAULT =
      new PoisonPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(10));

  public PoisonPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is at least 1: " + attempts);
    }
  }

  /** How long to wait after so many failures, from 1. */
  Duration pauseAfter(int failures) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }
}
