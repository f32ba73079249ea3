// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Timers that end with their owner and run where it says. */
final class OwnedTimers implements Timers {
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);

  private final Scheduler scheduler;
  private final int most;
  private final Executor runner;
  private final Set<Entry> set = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  OwnedTimers(Scheduler scheduler, int most, Executor runner) {
    this.scheduler = scheduler;
    this.most = most;
    this.runner = runner;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("A delay is at least zero: " + delay);
    }
    return add(new Entry(task, null), delay);
  }

  @Override
  public Timer every(Duration period, Runnable task) {
    if (period.compareTo(SHORTEST_PERIOD) < 0) {
      throw new IllegalArgumentException("A period is at least 100 ms: " + period);
    }
    return add(new Entry(task, period), period);
  }

  void close() {
    closed = true;
    set.forEach(Entry::cancel);
  }

  private Entry add(Entry entry, Duration delay) {
    if (set.size() >= most) {
      throw new IllegalStateException("More than " + most + " timers");
    }
    if (!closed) {
      set.add(entry);
      entry.start(delay);
    }
    return entry;
  }

  private final class Entry implements Timer, Runnable {
    private final Runnable task;
    private final @Nullable Duration period;
    private Scheduler.@Nullable Scheduled scheduled;
    private boolean cancelled;

    Entry(Runnable task, @Nullable Duration period) {
      this.task = task;
      this.period = period;
    }

    synchronized void start(Duration delay) {
      if (cancelled || closed) {
        set.remove(this);
        return;
      }
      scheduled = scheduler.schedule(delay, () -> runner.execute(this));
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      set.remove(this);
      if (scheduled != null) {
        scheduled.cancel();
      }
    }

    /** On the plugin's thread. */
    @Override
    public void run() {
      if (isCancelled()) {
        return;
      }
      if (period == null) {
        set.remove(this);
        task.run();
      } else {
        task.run();
        start(period);
      }
    }

    private synchronized boolean isCancelled() {
      return cancelled;
    }
  }
}
