// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.eventmanager.ConsumerPort;
import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.spi.LoggedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one load of a consumer among the handlers, on a thread of its own: from the checkpoint on,
 * until it fails; then from the checkpoint again. Whatever the consumer does, only this waits.
 */
final class HandlerFeed {
  static final int BATCH = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(HandlerFeed.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Events come together for so long: each batch costs two waits for the disk. */
  private static final Duration GATHERS = Duration.ofMillis(50);

  /** Puts on record that an event was put aside. */
  interface Aside {
    void put(String consumer, LogRecord event, String reason);
  }

  private final SegmentedLog log;
  private final ConsumerPort port;
  private final CheckpointFile checkpoint;
  private final CheckpointFile mark;
  private final Aside aside;
  private final Acknowledgements acks;
  private final Suspects suspects;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong parked = new AtomicLong();
  private final AtomicLong given;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String waiting = "";
  private long saved;

  /**
   * @param checkpoint what was acknowledged
   * @param mark what was given: up to there an event may come for the second time
   */
  HandlerFeed(
      SegmentedLog log,
      ConsumerPort port,
      CheckpointFile checkpoint,
      CheckpointFile mark,
      PoisonPolicy poison,
      Aside aside)
      throws IOException {
    this.log = log;
    this.port = port;
    this.checkpoint = checkpoint;
    this.mark = mark;
    this.aside = aside;
    boolean known = checkpoint.exists();
    saved = begin(known);
    acks = new Acknowledgements(saved);
    suspects = new Suspects(poison.attempts(), BATCH);
    given = new AtomicLong(mark.read());
    if (!known || port.beginsBehind().isPresent()) {
      checkpoint.write(saved);
    }
  }

  private long begin(boolean known) throws IOException {
    if (port.beginsBehind().isPresent()) {
      long own = port.beginsBehind().getAsLong();
      if (own < 0 || own > log.position()) {
        throw new IOException(
            "it wants to begin behind %d and the log ends at %d: its own data is of another log"
                .formatted(own, log.position()));
      }
      return own;
    }
    return known || port.wantsHistory() ? checkpoint.read() : log.position();
  }

  void start() {
    Thread.ofPlatform().daemon().name("feed-" + port.id()).start(this::run);
  }

  /** Gives nothing more; {@code ended} runs when the consumer was closed. Never blocks. */
  void stop(Runnable ended) {
    stopped.countDown();
    log.wake();
    Thread.ofVirtual()
        .name("feed-end-" + port.id())
        .start(
            () -> {
              awaitEnd();
              ended.run();
            });
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  ConsumerStatus status() {
    long at = acks.checkpoint();
    return new ConsumerStatus(
        port.id().name(),
        at,
        given.get(),
        Math.max(0, log.position() - at),
        failures.get(),
        parked.get(),
        waiting);
  }

  private void run() {
    try {
      while (!isStopped()) {
        try {
          fromCheckpoint();
        } catch (UncheckedIOException | IOException e) {
          failures.incrementAndGet();
          LOG.error("The feed of {} cannot go on behind {}, tries again", port.id(), saved, e);
          pause(IDLE);
        }
      }
      port.close();
    } catch (InterruptedException e) {
      LOG.warn("The feed of {} was interrupted, at {}", port.id(), saved);
    } finally {
      saveLast();
      over.countDown();
    }
  }

  private void fromCheckpoint() throws IOException, InterruptedException {
    LogCursor cursor = log.cursor(acks.rewind());
    while (!isStopped()) {
      save();
      if (!acks.awaitRoom(IDLE)) {
        continue;
      }
      List<LogRecord> read = cursor.next(BATCH);
      if (read.isEmpty()) {
        log.awaitBeyond(cursor.position(), IDLE);
      }
      for (List<LogRecord> part : suspects.divide(read)) {
        if (!give(part)) {
          return;
        }
      }
      if (!read.isEmpty() && read.size() < BATCH) {
        pause(GATHERS);
      }
    }
  }

  /** False when what follows is not to be given. */
  private boolean give(List<LogRecord> part) throws IOException, InterruptedException {
    long last = part.getLast().position();
    long before = given.get();
    List<LoggedEvent> events = new ArrayList<>(part.size());
    for (LogRecord event : part) {
      if (port.wants(event.type()) && LoggedRecord.isOpen(event) && !suspects.isAside(event)) {
        events.add(new LoggedRecord(event, event.position() <= before));
      }
    }
    if (events.isEmpty()) {
      acks.passed(last);
      return !isStopped();
    }
    if (last > before) {
      mark.write(last);
      given.set(last);
    }
    acks.given(last, events.size());
    while (!isStopped()) {
      switch (port.give(events, () -> acks.acknowledge(last))) {
        case ConsumerPort.Result.Taken taken -> {
          suspects.clear(part);
          waiting = "";
          return true;
        }
        case ConsumerPort.Result.Later later -> {
          LOG.warn("{} is given events again in {}: {}", port.id(), later.pause(), later.reason());
          waiting = later.reason();
          save();
          pause(later.pause());
        }
        case ConsumerPort.Result.Crashed crashed -> {
          waiting = "";
          failed(part, crashed.reason());
          pause(crashed.pause());
          return false;
        }
        case ConsumerPort.Result.Gone gone -> stopped.countDown();
      }
    }
    return false;
  }

  private void failed(List<LogRecord> part, String reason) {
    failures.incrementAndGet();
    if (suspects.blame(part)) {
      LogRecord event = part.getLast();
      LOG.error(
          "{} fails on event {} ({} {} of {}), it is put aside: {}",
          port.id(),
          event.position(),
          event.type(),
          event.sequence(),
          event.stream(),
          reason);
      parked.incrementAndGet();
      port.putAside();
      aside.put("handler-" + port.id(), event, reason);
    }
  }

  private void save() throws IOException {
    long at = acks.checkpoint();
    if (at > saved) {
      checkpoint.write(at);
      saved = at;
      suspects.forget(at);
    }
  }

  private void saveLast() {
    try {
      save();
    } catch (IOException e) {
      LOG.error("The checkpoint {} of {} was not written", acks.checkpoint(), port.id(), e);
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void pause(Duration pause) throws InterruptedException {
    if (stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.debug("The feed of {} ends in a pause", port.id());
    }
  }
}
