// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands still until the test turns it; timers run in the order of their time. */
final class FakeTiming implements Timing {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private record Entry(long at, long order, Runnable task) {}

  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
  private long nanos;
  private long order;

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Alarm after(long delayNanos, Runnable task) {
    Entry entry = new Entry(nanos + delayNanos, order++, task);
    queue.add(entry);
    return () -> queue.remove(entry);
  }

  /** Turns the clock, running what comes due on the way. */
  void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      Entry entry = queue.poll();
      nanos = Math.max(nanos, entry.at());
      entry.task().run();
    }
    nanos = end;
  }
}
