// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.time.Instant;

/** A station's time: the wall clock, a monotonic clock and the timers that run on it. */
public interface Timing {
  /** The wall clock, for timestamps in messages. */
  Instant now();

  /** Monotonic nanoseconds with an arbitrary origin, for deadlines and durations. */
  long nanoTime();

  /**
   * Runs {@code task} once on the station's thread.
   *
   * @param delayNanos from now, never negative
   */
  Alarm after(long delayNanos, Runnable task);

  /** A timer that is set. */
  interface Alarm {
    /** Takes the timer back; nothing happens when it already ran. */
    void cancel();
  }
}
