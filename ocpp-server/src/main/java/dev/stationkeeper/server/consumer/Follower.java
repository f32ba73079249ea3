// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log on a thread of its own and feeds one subscriber. However slow it is, nobody but
 * its readers waits.
 */
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 10_000;

  /** So many events wait no longer: a few times more, and they must be read from the files. */
  private static final long GATHERED = 6_000;

  /** How often it is looked whether so many wait. */
  private static final long LOOK_MILLIS = 20;

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final SegmentedLog log;
  private final Subscriber subscriber;
  private final PoisonPolicy poison;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong parked = new AtomicLong();
  private final Object progress = new Object();

  /** How many wait for a position. Guarded by progress. */
  private int awaited;

  private final Thread thread;

  private Follower(SegmentedLog log, Subscriber subscriber, PoisonPolicy poison, long checkpoint) {
    this.log = log;
    this.subscriber = subscriber;
    this.poison = poison;
    position.set(checkpoint);
    thread =
        Thread.ofPlatform().daemon().name("follower-" + subscriber.name()).unstarted(this::run);
  }

  /**
   * Begins to follow {@code log} behind the subscriber's checkpoint.
   *
   * @throws Exception what the subscriber throws when it is asked for its checkpoint
   */
  public static Follower start(SegmentedLog log, Subscriber subscriber, PoisonPolicy poison)
      throws Exception {
    Follower follower = new Follower(log, subscriber, poison, subscriber.checkpoint());
    follower.thread.start();
    return follower;
  }

  /** The subscriber's name. */
  public String name() {
    return subscriber.name();
  }

  /** Position of the last event that the subscriber took. */
  public long position() {
    return position.get();
  }

  /** How many events the subscriber is behind. */
  public long lag() {
    return Math.max(0, log.position() - position.get());
  }

  /** How often the subscriber refused something. */
  public long failures() {
    return failures.get();
  }

  /** How many events were put aside. */
  public long parked() {
    return parked.get();
  }

  /**
   * Waits until the subscriber has taken the event at {@code wanted}, and lets it gather no longer;
   * false when time is up.
   */
  public boolean await(long wanted, Duration atMost) throws InterruptedException {
    synchronized (progress) {
      awaited++;
      progress.notifyAll();
      try {
        return awaitUnhurried(wanted, atMost);
      } finally {
        awaited--;
      }
    }
  }

  /** The same for who can wait until the events that come together are given. */
  public boolean awaitUnhurried(long wanted, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (progress) {
      while (position.get() < wanted) {
        long left = millisTo(deadline);
        if (left <= 0) {
          return false;
        }
        progress.wait(left);
      }
      return true;
    }
  }

  private void run() {
    try {
      while (!isStopped()) {
        try {
          follow();
        } catch (UncheckedIOException e) {
          failures.incrementAndGet();
          LOG.error("{} cannot read the log behind {}, tries again", name(), position(), e);
          pause(poison.longestPause());
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{} was interrupted and follows no more, at {}", name(), position());
    }
  }

  private void follow() throws InterruptedException {
    LogCursor cursor = log.cursor(position.get());
    while (!isStopped()) {
      List<LogRecord> events = cursor.next(BATCH);
      if (events.isEmpty()) {
        log.awaitBeyond(cursor.position(), IDLE);
      } else {
        feed(events);
        if (events.size() < BATCH) {
          gather();
        }
      }
    }
  }

  /**
   * Lets events come together before the next batch, unless somebody waits for them or many have.
   */
  private void gather() throws InterruptedException {
    long end = System.nanoTime() + subscriber.gathers().toNanos();
    synchronized (progress) {
      for (long left = millisTo(end);
          left > 0 && awaited == 0 && lag() < GATHERED && !isStopped();
          left = millisTo(end)) {
        progress.wait(Math.min(left, LOOK_MILLIS));
      }
    }
  }

  private static long millisTo(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }

  private void feed(List<LogRecord> events) throws InterruptedException {
    try {
      subscriber.accept(events);
      reached(events.getLast());
    } catch (Exception e) {
      failures.incrementAndGet();
      LOG.warn("{} refused a batch, its {} events go one by one", name(), events.size(), e);
      for (LogRecord event : events) {
        if (isStopped()) {
          return;
        }
        feedOne(event);
      }
    }
  }

  private void feedOne(LogRecord event) throws InterruptedException {
    for (int failed = 0; !isStopped(); ) {
      try {
        subscriber.accept(List.of(event));
        reached(event);
        return;
      } catch (Exception e) {
        failures.incrementAndGet();
        failed++;
        if (failed >= poison.attempts() && isParked(event, e)) {
          return;
        }
      }
      pause(poison.pauseAfter(failed));
    }
  }

  private boolean isParked(LogRecord event, Exception why) {
    try {
      subscriber.park(event, String.valueOf(why.getMessage()));
      parked.incrementAndGet();
      LOG.error(
          "{} put event {} ({} {} of {}) aside",
          name(),
          event.position(),
          event.type(),
          event.sequence(),
          event.stream(),
          why);
      reached(event);
      return true;
    } catch (Exception e) {
      LOG.error("{} can neither take nor park event {}", name(), event.position(), e);
      return false;
    }
  }

  private void reached(LogRecord event) {
    synchronized (progress) {
      position.set(event.position());
      progress.notifyAll();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void pause(Duration pause) throws InterruptedException {
    boolean ended = stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    if (ended) {
      LOG.debug("{} ends in a pause", name());
    }
  }

  /** Ends after the batch in hand. */
  @Override
  public void close() {
    stopped.countDown();
    synchronized (progress) {
      progress.notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        log.wake();
        thread.join(20);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
