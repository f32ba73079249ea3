// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.time.InstantSource;

/** Time, and what is to happen later. Thread-safe. */
public interface Scheduler extends InstantSource {
  /** A clock for differences, in nanoseconds. */
  long nanos();

  /**
   * Runs {@code task} on a thread of the scheduler's once {@code delay} is over. The task must be
   * short and must not block.
   */
  Scheduled schedule(Duration delay, Runnable task);

  /** Something scheduled. */
  interface Scheduled {
    /** It does not run any more, unless it already does. */
    void cancel();
  }
}
