// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.time.Duration;

/** The last position on disk, and who waits for the next. Thread-safe. */
final class Tail {
  private long position;
  private boolean closed;
  private long wakes;

  Tail(long position) {
    this.position = position;
  }

  synchronized long position() {
    return position;
  }

  synchronized void advance(long newPosition) {
    position = newPosition;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Has everybody who waits look again. */
  synchronized void wake() {
    wakes++;
    notifyAll();
  }

  /**
   * Waits until there is something behind {@code known}; false when the time is up or at the end.
   */
  synchronized boolean awaitBeyond(long known, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long before = wakes;
    while (position <= known && !closed && wakes == before) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return position > known;
  }
}
