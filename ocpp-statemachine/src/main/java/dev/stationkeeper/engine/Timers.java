// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import java.time.Instant;

/** Fires tasks at an instant. Shared by all stations; thread-safe. */
public interface Timers {
  /**
   * Runs {@code task} once at {@code at}, or at once when that has passed. The task is short and
   * does not block.
   */
  Timer set(Instant at, Runnable task);

  /** A task that was set. */
  @FunctionalInterface
  interface Timer {
    /** Forgets the task; without effect when it has run or is running. */
    void cancel();
  }
}
