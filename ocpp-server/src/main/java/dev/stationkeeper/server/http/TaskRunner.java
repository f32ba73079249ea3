// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.view.TasksView.Unqueued;
import dev.stationkeeper.server.view.Views;
import dev.stationkeeper.station.Command;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the commands of tasks to the stations' engines, each once. After a restart it goes on with
 * what the log says was not queued, once the read models show all that the log held at the start:
 * earlier it could not tell what was. A station that takes no more is tried again until the task
 * expires. Bounded; thread-safe.
 */
final class TaskRunner implements AutoCloseable {
  /** Commands that may wait to be handed over; a task beyond that is refused. */
  static final int MOST_WAITING = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private static final int MOST_AT_ONCE = 64;
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration CAUGHT_UP = Duration.ofMinutes(30);

  private final LiveStations live;
  private final InstantSource clock;
  private final DelayQueue<Work> waiting = new DelayQueue<>();
  private final Semaphore open = new Semaphore(MOST_AT_ONCE);
  private final Thread thread;

  TaskRunner(LiveStations live, InstantSource clock, SegmentedLog log, Views views) {
    this.live = live;
    this.clock = clock;
    long start = log.position();
    thread = Thread.ofVirtual().name("stationkeeper-tasks").start(() -> run(views, start));
  }

  /** A command that is due at {@code nanos} of {@link System#nanoTime}. */
  private record Work(Unqueued command, long nanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  /** True when {@code commands} more may wait. */
  boolean hasRoomFor(int commands) {
    return waiting.size() + commands <= MOST_WAITING;
  }

  /** Takes the commands of a task whose beginning is on disk. */
  void take(List<Unqueued> commands) {
    commands.forEach(command -> waiting.put(new Work(command, System.nanoTime())));
  }

  private void run(Views views, long start) {
    try {
      if (views.await(start, CAUGHT_UP)) {
        take(views.tasks().unqueued(start, clock.instant(), MOST_WAITING));
      } else {
        LOG.error("Tasks of before the start are not gone on with: the read models are too late");
      }
      while (true) {
        Work work = waiting.take();
        open.acquire();
        hand(work.command());
      }
    } catch (InterruptedException e) {
      // close() interrupts: what waits is found again after the restart.
    }
  }

  private void hand(Unqueued wanted) {
    if (clock.instant().isAfter(wanted.expiresAt())) {
      open.release();
      return;
    }
    Command command =
        new Command(
            wanted.commandId(),
            Action.of(wanted.action()),
            wanted.payload(),
            wanted.expiresAt(),
            wanted.by());
    try {
      var _ =
          live.submit(new StationId(wanted.station()), command)
              .taken()
              .whenComplete((standing, failure) -> taken(wanted, failure));
    } catch (RejectedExecutionException e) {
      taken(wanted, e);
    }
  }

  private void taken(Unqueued wanted, @Nullable Throwable failure) {
    open.release();
    if (failure != null) {
      LOG.warn(
          "Command {} was not taken, and is tried again: {}",
          wanted.commandId(),
          failure.toString());
      waiting.put(new Work(wanted, System.nanoTime() + AGAIN.toNanos()));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
