// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a handler write so many lines per period and counts the rest. Thread-safe. */
final class LogThrottle {
  private static final int LINES = 200;
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Logger target;
  private final Scheduler scheduler;
  private long periodStart;
  private int written;
  private long suppressed;

  LogThrottle(HandlerId handler, Scheduler scheduler) {
    this.target = LoggerFactory.getLogger("handler." + handler);
    this.scheduler = scheduler;
    this.periodStart = scheduler.nanos();
  }

  Logger target() {
    return target;
  }

  /** True when one more line may be written. */
  boolean admit() {
    long tell = 0;
    boolean admitted;
    synchronized (this) {
      long now = scheduler.nanos();
      if (now - periodStart >= PERIOD.toNanos()) {
        periodStart = now;
        written = 0;
        tell = suppressed;
        suppressed = 0;
      }
      admitted = written < LINES;
      if (admitted) {
        written++;
      } else {
        suppressed++;
      }
    }
    if (tell > 0) {
      target.warn("{} lines of this handler were left out", tell);
    }
    return admitted;
  }
}
