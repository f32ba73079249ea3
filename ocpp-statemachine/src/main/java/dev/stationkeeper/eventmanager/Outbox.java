// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told outside a lock, in the order in which it was decided under it. Whoever comes
 * first tells; it never holds more than what one decision leads to.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /** Under the lock. */
  void add(Runnable message) {
    queue.add(message);
  }

  /** Without the lock. */
  void flush() {
    if (queue.isEmpty() || pending.getAndIncrement() != 0) {
      return;
    }
    int missed = 1;
    do {
      Runnable next = queue.poll();
      while (next != null) {
        tell(next);
        next = queue.poll();
      }
      missed = pending.addAndGet(-missed);
    } while (missed != 0);
  }

  private static void tell(Runnable message) {
    try {
      message.run();
    } catch (RuntimeException e) {
      LOG.error("A listener or receiver of answers failed; the next is told", e);
    }
  }
}
