// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.time.Duration;

/**
 * How often limits change.
 *
 * @param pause between two orders to one station
 * @param turn how long some wait while others charge, when there is not enough for all
 */
record Pace(Duration pause, Duration turn) {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int DOUBLINGS = 10;

  /** The pause after so many failures in a row: it doubles up to ten minutes. */
  Duration after(int failures) {
    Duration longer = pause.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    return longer.compareTo(LONGEST) > 0 && pause.compareTo(LONGEST) < 0 ? LONGEST : longer;
  }
}
