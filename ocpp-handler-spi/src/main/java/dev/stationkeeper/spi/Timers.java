// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.time.Duration;

/** Managed timers: they end with their owner and never keep a plugin from being unloaded. */
@DoNotImplement
public interface Timers {
  /**
   * Runs {@code task} once.
   *
   * @param delay at least zero
   * @return cancels it; never null
   * @throws IllegalStateException when the owner has too many timers
   */
  Timer after(Duration delay, Runnable task);

  /**
   * Runs {@code task} again and again, the next time {@code period} after the end of the last.
   *
   * @param period at least 100 ms
   */
  Timer every(Duration period, Runnable task);

  /** A timer that was set. */
  @DoNotImplement
  interface Timer {
    /** It does not run any more; nothing happens when it has run. A run under way goes on. */
    void cancel();
  }
}
