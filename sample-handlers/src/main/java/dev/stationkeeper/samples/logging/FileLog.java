// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.RetryLaterException;
import dev.stationkeeper.spi.Timers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lines in files. Acknowledged is what the disk has: once a second, or when much waits. The files
 * themselves tell how far they go, so that a line is never written twice.
 */
final class FileLog implements EventConsumer {
  /** Far below the 50,000 that the server leaves unacknowledged. */
  private static final int MOST_WAITING = 10_000;

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final RotatingFile file;
  private final EventLines lines;
  private Timers.@Nullable Timer timer;
  private @Nullable EventBatch last;
  private int waiting;
  private volatile boolean retired;

  FileLog(RotatingFile file, EventLines lines) {
    this.file = file;
    this.lines = lines;
  }

  /** What is to end with this. */
  synchronized void flushesBy(Timers.Timer wanted) {
    timer = wanted;
  }

  @Override
  public synchronized void onEvents(EventBatch batch) throws RetryLaterException {
    StringBuilder text = new StringBuilder();
    try {
      long reached = file.reached();
      long end = reached;
      for (LoggedEvent event : batch.events()) {
        if (event.position() > reached) {
          lines.append(event, text);
          end = event.position();
        }
      }
      file.append(text, end);
      last = batch;
      waiting += batch.events().size();
      if (waiting >= MOST_WAITING) {
        settle();
      }
    } catch (IOException e) {
      throw new RetryLaterException("the file cannot be written: " + e, PAUSE);
    }
  }

  /** Brings what waits to the disk and acknowledges it. */
  synchronized void flush() {
    if (retired) {
      end();
      return;
    }
    try {
      settle();
    } catch (IOException e) {
      // Nothing was acknowledged: the next batch opens the file again and tells what is wrong.
      file.abandon();
    }
  }

  private void settle() throws IOException {
    EventBatch batch = last;
    if (batch != null) {
      file.force();
      batch.acknowledge();
      last = null;
      waiting = 0;
    }
  }

  /** Another object takes over after a crash of this one, whose timer does not end by itself. */
  void retire() {
    retired = true;
  }

  private void end() {
    if (timer != null) {
      timer.cancel();
    }
    file.abandon();
  }

  @Override
  public synchronized void close() {
    flush();
    end();
  }
}
