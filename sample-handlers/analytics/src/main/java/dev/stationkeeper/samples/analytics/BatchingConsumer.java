// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.RetryLaterException;
import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the records of one type and sends them in batches. What is in hand is one batch; while
 * the sink does not take it nothing more is taken from the log, so a slow sink shows as a
 * checkpoint that stays and not as memory. Acknowledged is what the sink has.
 */
final class BatchingConsumer implements EventConsumer {
  /** Half of what the server gives unacknowledged: a rare type must not make it wait. */
  static final int MOST_UNACKNOWLEDGED = 25_000;

  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
  private static final Duration LAST_LOCK = Duration.ofSeconds(2);

  private final RecordType type;
  private final RecordSink sink;
  private final HandlerEnvironment environment;
  private final ReentrantLock lock = new ReentrantLock();
  private final Gathered gathered;
  private final Timers.Timer ticks;
  private volatile boolean fenced;

  // Guarded by lock.
  private long taken;
  private long partly;
  private int done;
  private @Nullable EventBatch whole;
  private int unacknowledged;
  private Instant nextTry = Instant.MIN;
  private @Nullable Exception failed;

  BatchingConsumer(
      RecordType type, RecordSink sink, BatchPolicy policy, HandlerEnvironment environment) {
    this.type = type;
    this.sink = sink;
    this.environment = environment;
    this.gathered = new Gathered(policy);
    Duration tick =
        policy.interval().compareTo(LONGEST_TICK) < 0 ? policy.interval() : LONGEST_TICK;
    this.ticks = environment.timers().every(tick, this::tick);
  }

  @Override
  public void onEvents(EventBatch batch) throws Exception {
    lock.lockInterruptibly();
    try {
      if (failed != null) {
        throw failed; // it failed behind the server's back: here it counts as the crash it is
      }
      for (LoggedEvent event : batch.events()) {
        take(event);
      }
      whole = batch;
      if (gathered.isEmpty()) {
        acknowledge();
      } else if (gathered.isFull() || unacknowledged >= MOST_UNACKNOWLEDGED || isSuspect(batch)) {
        send();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The server gives what it failed on one by one: so it has to leave, for the blame to be right.
   */
  private static boolean isSuspect(EventBatch batch) {
    return batch.events().size() == 1 && batch.events().getFirst().replayed();
  }

  /** May be called again for what it was called for, and goes on where it stopped. */
  private void take(LoggedEvent event) throws Exception {
    if (event.position() <= taken) {
      return;
    }
    List<AnalyticsRecord> records = type.recordsOf(event);
    for (int i = event.position() == partly ? done : 0; i < records.size(); i++) {
      AnalyticsRecord record = records.get(i);
      int weight = sink.weight(record);
      if (gathered.hasNoRoom(weight)) {
        send();
      }
      gathered.add(record, weight, environment.clock().instant());
      partly = event.position();
      done = i + 1;
    }
    taken = event.position();
    unacknowledged++;
  }

  private void send() throws Exception {
    if (fenced) {
      throw new IllegalStateException("Another consumer has taken over");
    }
    List<AnalyticsRecord> batch = gathered.seal();
    try {
      sink.send(batch);
    } catch (RetryLaterException e) {
      environment.count("sink_away", 1);
      nextTry = environment.clock().instant().plus(e.pause());
      throw e;
    }
    environment.count("records_sent", batch.size());
    environment.count("batches_sent", 1);
    gathered.clear();
    acknowledge();
  }

  /** What was taken whole has left, or had nothing in it to leave. */
  private void acknowledge() {
    if (whole != null) {
      whole.acknowledge();
      whole = null;
      unacknowledged = 0;
    }
  }

  private void tick() {
    if (fenced || !lock.tryLock()) {
      return; // a batch is coming or leaving
    }
    try {
      Instant now = environment.clock().instant();
      if (failed == null && gathered.isDue(now) && !now.isBefore(nextTry)) {
        send();
      }
    } catch (RetryLaterException e) {
      environment
          .logger()
          .warn("{} is away, tried again in {}: {}", type, e.pause(), e.getMessage());
    } catch (Exception e) {
      failed = e;
      environment.logger().warn("A batch of {} cannot be sent", type, e);
    } finally {
      lock.unlock();
    }
  }

  /** Another takes its place: nothing leaves from here any more. */
  void fence() {
    fenced = true;
    ticks.cancel();
    sink.close();
  }

  @Override
  public void close() {
    boolean locked = false;
    try {
      locked = lock.tryLock(LAST_LOCK.toMillis(), TimeUnit.MILLISECONDS);
      if (locked && !fenced && failed == null && !gathered.isEmpty()) {
        send();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      environment
          .logger()
          .warn("The last batch of {} did not leave; it comes again at the next start", type, e);
    } finally {
      if (locked) {
        lock.unlock();
      }
      fence();
    }
  }
}
