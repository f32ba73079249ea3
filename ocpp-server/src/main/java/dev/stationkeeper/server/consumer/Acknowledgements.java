// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** What a consumer was given and what it has acknowledged. Thread-safe. */
final class Acknowledgements {
  /** At most so many events are unacknowledged; then the next wait. */
  static final int WINDOW = 50_000;

  private record Given(long last, int count) {}

  private final ArrayDeque<Given> outstanding = new ArrayDeque<>();
  private long checkpoint;
  private long passed;
  private int count;

  Acknowledgements(long checkpoint) {
    this.checkpoint = checkpoint;
    this.passed = checkpoint;
  }

  /** A batch that ends at {@code last} is about to be given. */
  synchronized void given(long last, int events) {
    outstanding.addLast(new Given(last, events));
    count += events;
  }

  /** Everything up to {@code last} that is not outstanding needs no acknowledgement. */
  synchronized void passed(long last) {
    passed = Math.max(passed, last);
    advance();
  }

  /** All that was given up to {@code last} is dealt with. */
  synchronized void acknowledge(long last) {
    while (!outstanding.isEmpty() && outstanding.getFirst().last() <= last) {
      count -= outstanding.removeFirst().count();
    }
    checkpoint = Math.max(checkpoint, last);
    advance();
    notifyAll();
  }

  private void advance() {
    if (outstanding.isEmpty()) {
      checkpoint = Math.max(checkpoint, passed);
    }
  }

  /** Forgets what is outstanding, for it comes again. Returns where to begin. */
  synchronized long rewind() {
    outstanding.clear();
    count = 0;
    passed = checkpoint;
    return checkpoint;
  }

  synchronized long checkpoint() {
    return checkpoint;
  }

  /** Waits, at most that long, until there is room for more; false when there is none. */
  synchronized boolean awaitRoom(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (count >= WINDOW) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
