// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that moves when the test says so. Thread-safe. */
final class VirtualTime implements Scheduler {
  private record Entry(Instant at, long number, Runnable task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
  private final Instant began;
  private Instant now;
  private long number;

  VirtualTime(Instant began) {
    this.began = began;
    this.now = began;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return Duration.between(began, now).toNanos();
  }

  @Override
  public synchronized Scheduled schedule(Duration delay, Runnable task) {
    Entry entry = new Entry(now.plus(delay.isNegative() ? Duration.ZERO : delay), number++, task);
    entries.add(entry);
    return () -> remove(entry);
  }

  private synchronized void remove(Entry entry) {
    entries.remove(entry);
  }

  /** Moves time on to the next thing that is due by {@code until}, and runs it on this thread. */
  boolean step(Instant until) {
    Entry due = next(until);
    if (due == null) {
      return false;
    }
    due.task().run();
    return true;
  }

  private synchronized @Nullable Entry next(Instant until) {
    Entry first = entries.peek();
    if (first == null || first.at().isAfter(until)) {
      now = until.isAfter(now) ? until : now;
      return null;
    }
    entries.remove(first);
    now = first.at().isAfter(now) ? first.at() : now;
    return first;
  }
}
