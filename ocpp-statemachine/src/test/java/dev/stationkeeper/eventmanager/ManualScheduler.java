// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that stands still until a test moves it. */
final class ManualScheduler implements Scheduler {
  private record Entry(Instant at, long number, Runnable task) {}

  private final List<Entry> entries = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private long number;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public synchronized Scheduled schedule(Duration delay, Runnable task) {
    Entry entry = new Entry(now.plus(delay), number++, task);
    entries.add(entry);
    return () -> remove(entry);
  }

  private synchronized void remove(Entry entry) {
    entries.remove(entry);
  }

  /** Moves time on and runs on this thread what is due by then, in order. */
  void advance(Duration by) {
    Instant until = instant().plus(by);
    Optional<Entry> due = due(until);
    while (due.isPresent()) {
      due.get().task().run();
      due = due(until);
    }
    synchronized (this) {
      now = until;
    }
  }

  private synchronized Optional<Entry> due(Instant until) {
    Optional<Entry> first =
        entries.stream()
            .filter(entry -> !entry.at().isAfter(until))
            .min(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    first.ifPresent(
        entry -> {
          entries.remove(entry);
          now = entry.at().isAfter(now) ? entry.at() : now;
        });
    return first;
  }
}
