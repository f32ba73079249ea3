// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.sinks;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerServices;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A log, the feed and the supervision of a server, and one consumer that sends to a sink. */
final class SinkRun implements AutoCloseable {
  /** Samples in an event, each a record. */
  static final int SAMPLES = 4;

  private static final int STATIONS = 100;
  private static final int AT_ONCE = 50;
  private static final long GIVE_UP = TimeUnit.MINUTES.toNanos(10);
  private static final Runtime HEAP = Runtime.getRuntime();

  private final SegmentedLog log;
  private final ThreadScheduler scheduler = new ThreadScheduler(Clock.systemUTC());
  private final HandlerFeeds feeds;
  private final EventManagers managers;
  private final AtomicLong sent = new AtomicLong();
  private long made;

  SinkRun(Path folder) throws Exception {
    log = SegmentedLog.open(LogSettings.in(folder.resolve("log")));
    feeds =
        new HandlerFeeds(
            log,
            new SystemLog(log, Clock.systemUTC()),
            folder.resolve("consumers"),
            PoisonPolicy.DEFAULT);
    managers =
        EventManagers.builder(scheduler)
            .feeds(feeds)
            .services(
                new HandlerServices() {
                  @Override
                  public void count(HandlerId handler, String name, long increment) {
                    if (name.equals("records_sent")) {
                      sent.addAndGet(increment);
                    }
                  }
                })
            .build();
  }

  /** Appends events of meter values; returns when they are on the disk. */
  void append(int events) {
    List<CompletionStage<?>> open = new ArrayList<>();
    for (int done = 0; done < events; done += AT_ONCE) {
      int station = (int) (made / AT_ONCE % STATIONS);
      int count = Math.min(AT_ONCE, events - done);
      open.add(
          log.append("CS" + station, SegmentedLog.ANY, Collections.nCopies(count, event(made))));
      made += count;
      if (open.size() == STATIONS) {
        open.forEach(each -> each.toCompletableFuture().join());
        open.clear();
      }
    }
    open.forEach(each -> each.toCompletableFuture().join());
  }

  private static LogEntry event(long number) {
    String sample =
        "{\"at\":\"2026-11-25T10:00:00Z\",\"value\":\"%d.5\",\"context\":\"Sample.Periodic\","
            + "\"measurand\":\"%s\",\"unit\":\"%s\"}";
    String samples =
        String.join(
            ",",
            String.format(Locale.ROOT, sample, number, "Energy.Active.Import.Register", "Wh"),
            String.format(Locale.ROOT, sample, number % 11_000, "Power.Active.Import", "W"),
            String.format(Locale.ROOT, sample, number % 32, "Current.Import", "A"),
            String.format(Locale.ROOT, sample, 230, "Voltage", "V"));
    String payload =
        "{\"transactionId\":\"t-%d\",\"evse\":1,\"connector\":1,\"samples\":[%s]}"
            .formatted(number / 100, samples);
    return new LogEntry("MeterValuesRecorded", 1, Instant.now(), Cause.NONE, payload);
  }

  /** The consumer begins at the first event. */
  void install(SinkSubject subject) {
    HandlerProvider provider = subject.handler()::get;
    managers.install(
        HandlerSpec.of(new HandlerId("sink"), HandlerRole.CONSUMER, provider)
            .withSettings(subject.settings()));
  }

  /** How many events have not been acknowledged. */
  long lag() {
    return feeds.status().isEmpty()
        ? made
        : log.position() - feeds.status().getFirst().checkpoint();
  }

  /** Waits until all is acknowledged; seconds from now. */
  double awaitNoLag() throws IOException {
    long began = System.nanoTime();
    while (lag() > 0) {
      if (System.nanoTime() - began > GIVE_UP) {
        throw new IOException("After ten minutes " + lag() + " events have not left");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /** Records that events in the log make. */
  long made() {
    return made * SAMPLES;
  }

  /** Records that have left, repetitions included. */
  long sent() {
    return sent.get();
  }

  /** Heap in use after a full collection, in MiB. */
  static double heap() {
    System.gc();
    return (HEAP.totalMemory() - HEAP.freeMemory()) / (double) (1 << 20);
  }

  @Override
  public void close() throws IOException {
    managers.close();
    scheduler.close();
    log.close();
  }
}
