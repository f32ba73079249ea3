// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** The upper bounds of the histograms. */
final class Buckets {
  /** Of what stations and operators wait for: a millisecond to the longest deadline. */
  static final Duration[] ANSWERS =
      millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 30_000);

  /** Of vendors' code. */
  static final Duration[] HANDLERS = millis(1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 20_000);

  /** Of the disk. */
  static final Duration[] DISK = millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000);

  private Buckets() {}

  private static Duration[] millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
