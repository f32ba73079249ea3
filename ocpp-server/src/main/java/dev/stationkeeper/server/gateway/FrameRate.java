// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

/** A token bucket: so many frames at once, so many per second. Not thread-safe. */
final class FrameRate {
  private static final double NANOS = 1_000_000_000.0;

  private final double perSecond;
  private final double burst;
  private double left;
  private long last;

  FrameRate(int perSecond, int burst, long nanoTime) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
    this.last = nanoTime;
  }

  /** Takes a frame that came at {@code nanoTime}; false when it is one too many. */
  boolean allows(long nanoTime) {
    left = Math.min(burst, left + (nanoTime - last) / NANOS * perSecond);
    last = nanoTime;
    if (left < 1) {
      return false;
    }
    left -= 1;
    return true;
  }
}
