// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Timers on one daemon thread. A cancelled timer leaves the heap at once, so that a hundred
 * thousand stations that re-arm theirs all the time cost memory for the live ones only.
 */
public final class ScheduledTimers implements Timers, AutoCloseable {
  private final Clock clock;
  private final ScheduledThreadPoolExecutor executor;

  public ScheduledTimers(Clock clock) {
    this.clock = clock;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("stationkeeper-timers").daemon().factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Timer set(Instant at, Runnable task) {
    long delay = Math.max(0, Duration.between(clock.instant(), at).toMillis());
    ScheduledFuture<?> future = executor.schedule(task, delay, TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  /** Forgets every timer; setting another one fails from now on. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
