// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Virtual time, the one source of chance, and the one queue of everything that is going to happen.
 * Nothing in a world happens but by {@link #step}, on the caller's thread.
 */
final class Kernel {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private record Task(long at, long number, Runnable run) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private final Random random;
  private final Trace trace;
  private long now;
  private long last;

  Kernel(long seed, Trace trace) {
    // Seeds that follow each other begin alike without this.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.trace = trace;
  }

  void after(Duration delay, Runnable run) {
    tasks.add(new Task(now + Math.max(0, delay.toNanos()), ++last, run));
  }

  /** Runs what is next; false when nothing is. */
  boolean step() {
    Task next = tasks.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    next.run().run();
    return true;
  }

  Instant instant() {
    return START.plusNanos(now);
  }

  long nanos() {
    return now;
  }

  void note(String what) {
    trace.note(now, what);
  }

  // ---- chance ----------------------------------------------------------------------------------

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** Between the two, in milliseconds. */
  Duration millis(int from, int to) {
    return Duration.ofMillis(from + random.nextInt(to - from + 1));
  }

  Duration micros(int most) {
    return Duration.ofNanos(1000L * random.nextInt(most + 1));
  }

  @SafeVarargs
  final <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }
}
