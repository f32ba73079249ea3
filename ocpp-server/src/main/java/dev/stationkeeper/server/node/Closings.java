// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be closed in the other order: what is started later is closed earlier. */
final class Closings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closings.class);

  private record Closing(String what, AutoCloseable how) {}

  private final Deque<Closing> closings = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final StartPhases phases = new StartPhases();

  /** On the thread that starts. */
  void later(String what, AutoCloseable how) {
    closings.push(new Closing(what, how));
    phases.reached(what);
  }

  /** Threads that are told to end when it is their turn. */
  ExecutorService pool(String what, int threads) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("stationkeeper-" + what + "-", 1).factory());
    later(what + " threads", pool::shutdown);
    return pool;
  }

  /** How long what is to be closed took to start. */
  StartPhases phases() {
    return phases;
  }

  /** Closes everything, also behind what does not close; a second call does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    while (!closings.isEmpty()) {
      Closing next = closings.pop();
      try {
        next.how().close();
      } catch (Exception e) {
        LOG.error("Closing the {} failed", next.what(), e);
      }
    }
  }
}
