// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.concurrent.TimeUnit;

/**
 * How many failures of one load are told with their stack traces. To read a trace costs more than
 * all else that a crash does: a handler that crashes thousands of times in a second tells no more
 * with each. Thread-safe.
 */
final class TraceBudget {
  static final int PER_SECOND = 100;

  private long since;
  private int spent;

  /**
   * @param now of {@link Scheduler#nanos}
   */
  TraceBudget(long now) {
    this.since = now;
  }

  /** True when there may be one more in this second. */
  synchronized boolean spend(long now) {
    if (now - since >= TimeUnit.SECONDS.toNanos(1)) {
      since = now;
      spent = 0;
    }
    if (spent == PER_SECOND) {
      return false;
    }
    spent++;
    return true;
  }
}
