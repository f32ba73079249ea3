// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that the test advances, and timers by it. */
final class ManualTimers extends Clock implements Timers {
  private record Task(long number, Instant at, Runnable run) {}

  private final List<Task> tasks = new ArrayList<>();
  private long last;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  public Timer set(Instant at, Runnable run) {
    Task task = new Task(++last, at, run);
    tasks.add(task);
    return () -> tasks.removeIf(t -> t.number() == task.number());
  }

  /** Goes on by {@code step} and fires what is due. */
  void advance(Duration step) {
    now = now.plus(step);
    List<Task> due =
        tasks.stream()
            .filter(t -> !t.at().isAfter(now))
            .sorted(Comparator.comparing(Task::at))
            .toList();
    tasks.removeAll(due);
    due.forEach(t -> t.run().run());
  }

  /** How many were ever set. */
  long set() {
    return last;
  }

  int size() {
    return tasks.size();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
