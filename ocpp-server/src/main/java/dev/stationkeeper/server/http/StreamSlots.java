// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Bounds the open event streams, and ends them when the server stops. Thread-safe. */
final class StreamSlots implements AutoCloseable {
  private final Semaphore free;
  private final int capacity;
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  StreamSlots(int capacity) {
    this.capacity = capacity;
    this.free = new Semaphore(capacity);
  }

  /** What a stream does until it is interrupted. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** A place for one stream; held until it is closed. */
  final class Slot implements AutoCloseable {
    /** Runs {@code work}; returns when it ends or the server stops. */
    void run(Work work) throws IOException {
      busy.add(Thread.currentThread());
      try {
        if (!closed) {
          work.run();
        }
      } catch (InterruptedException e) {
        // Only close() interrupts: the stream ends as if its end had been reached.
      } finally {
        busy.remove(Thread.currentThread());
      }
    }

    @Override
    public void close() {
      free.release();
    }
  }

  /**
   * A place for one stream.
   *
   * @throws ApiException with 503 when all are taken
   */
  Slot take() {
    if (closed || !free.tryAcquire()) {
      throw ApiException.unavailable(
          "%d event streams are open, as many as http.event-streams allows; close one."
              .formatted(capacity));
    }
    return new Slot();
  }

  @Override
  public void close() {
    closed = true;
    busy.forEach(Thread::interrupt);
  }
}
