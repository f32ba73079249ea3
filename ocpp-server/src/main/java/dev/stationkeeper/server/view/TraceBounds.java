// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Duration;

/**
 * How much of the message trace is kept; whichever bound is met first counts.
 *
 * @param messages most exchanges
 * @param age oldest, behind the latest event
 * @param bytes on disk, about
 */
public record TraceBounds(long messages, Duration age, long bytes) {
  /** A million exchanges of the last seven days, in 2 GiB. */
  public static final TraceBounds DEFAULT =
      new TraceBounds(1_000_000, Duration.ofDays(7), 2L << 30);

  public TraceBounds {
    if (messages < 1 || age.isNegative() || bytes < 1) {
      throw new IllegalArgumentException("Bounds of the trace are positive");
    }
  }
}
