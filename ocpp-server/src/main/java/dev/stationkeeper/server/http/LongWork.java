// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes longer than a request, on a thread of its own, one at a time. The end of the server
 * waits for it, for it reads and writes what is closed next. Thread-safe.
 */
final class LongWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LongWork.class);

  /** A verification or an erasure of a large log takes longer; both may end in the middle. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private @Nullable Thread running;

  /** Begins; the caller sees to it that nothing runs. */
  synchronized void begin(String name, Runnable work) {
    running = Thread.ofPlatform().daemon().name(name).start(work);
  }

  /** Waits for the end of what runs. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      last = running;
    }
    try {
      if (last != null && !last.join(LONGEST_END)) {
        LOG.warn("{} has not ended within {}; the server ends without it", last, LONGEST_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
