// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.BatchPolicy;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.samples.analytics.SinkSettings;
import dev.stationkeeper.server.consumer.ConsumerStatus;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each type of records is a failure domain of its own: a real log, feeds and supervision. */
class AnalyticsDomainsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final PoisonPolicy THREE = new PoisonPolicy(3, Duration.ZERO, Duration.ZERO);
  private static final int EVENTS = 2_000;

  @TempDir Path folder;
  private SegmentedLog log;
  private ThreadScheduler scheduler;
  private HandlerFeeds feeds;
  private EventManagers managers;

  @BeforeEach
  void open() throws Exception {
    log = SegmentedLog.open(LogSettings.in(folder.resolve("log")));
    SystemLog system = new SystemLog(log, Clock.systemUTC());
    scheduler = new ThreadScheduler(Clock.systemUTC());
    feeds = new HandlerFeeds(log, system, folder.resolve("consumers"), THREE);
    managers = EventManagers.builder(scheduler).feeds(feeds).build();
    for (int i = 0; i < EVENTS; i++) {
      append(i, "ConnectorStatusReported", "{\"connector\":1,\"status\":\"Available\"}");
      append(i, "TransactionStarted", "{\"transactionId\":\"" + i + "\"}");
    }
  }

  @AfterEach
  void close() throws Exception {
    managers.close();
    scheduler.close();
    log.close();
  }

  private void append(int number, String type, String payload) {
    LogEntry entry = new LogEntry(type, 1, Instant.EPOCH, Cause.NONE, payload);
    log.append("CS" + number % 5, SegmentedLog.ANY, List.of(entry)).toCompletableFuture().join();
  }

  private void install(String name, RecordType type, RecordSink sink) {
    install(name, type, sink, Map.of());
  }

  private void install(
      String name, RecordType type, RecordSink sink, Map<String, String> settings) {
    HandlerProvider provider =
        new HandlerProvider() {
          @Override
          public OcppHandler create() {
            return new To(type, sink);
          }

          @Override
          public ClassLoader loader() {
            return To.class.getClassLoader();
          }
        };
    managers.install(
        HandlerSpec.of(new HandlerId(name), HandlerRole.CONSUMER, provider).withSettings(settings));
  }

  private ConsumerStatus status(String name) {
    return feeds.status().stream()
        .filter(status -> status.handler().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTypeWhoseSinkHangsHoldsUpNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Sink good = new Sink();
    install(
        "sessions",
        RecordType.SESSION,
        new Sink() {
          @Override
          public void send(List<AnalyticsRecord> batch) throws Exception {
            never.await();
          }
        });
    install("statuses", RecordType.STATUS_CHANGE, good);
    await().atMost(LONG).untilAsserted(() -> assertEquals(EVENTS, good.ids.size()));
    await().atMost(LONG).untilAsserted(() -> assertEquals(0, status("statuses").lag()));
    assertEquals(0, status("sessions").checkpoint());
    never.countDown();
  }

  @Test
  void aRecordThatNoBatchCanHaveIsPutAsideByItselfAndOnlyForItsType() {
    Sink good = new Sink();
    Sink picky =
        new Sink() {
          @Override
          public void send(List<AnalyticsRecord> batch) throws Exception {
            for (AnalyticsRecord record : batch) {
              if (record.id().equals("CS3:100:0")) {
                throw new IllegalArgumentException("not this one");
              }
            }
            super.send(batch);
          }
        };
    install("sessions", RecordType.SESSION, picky);
    install("statuses", RecordType.STATUS_CHANGE, good);
    await().atMost(LONG).untilAsserted(() -> assertEquals(1, status("sessions").parked()));
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertEquals(EVENTS - 1, picky.ids.stream().distinct().count()));
    await().atMost(LONG).untilAsserted(() -> assertEquals(EVENTS, good.ids.size()));
    assertEquals(0, status("statuses").parked());
  }

  @Test
  void aTypeThatIsSwitchedOffIsNotFed() {
    Sink off = new Sink();
    Sink on = new Sink();
    install("sessions", RecordType.SESSION, off, Map.of("enabled", "false"));
    install("statuses", RecordType.STATUS_CHANGE, on);
    await().atMost(LONG).untilAsserted(() -> assertEquals(EVENTS, on.ids.size()));
    assertEquals(List.of(), off.ids);
    assertEquals(
        List.of("statuses"), feeds.status().stream().map(ConsumerStatus::handler).toList());
  }

  /** Keeps ids. */
  private static class Sink implements RecordSink {
    final List<String> ids = new CopyOnWriteArrayList<>();

    @Override
    public void send(List<AnalyticsRecord> batch) throws Exception {
      ids.addAll(batch.stream().map(AnalyticsRecord::id).toList());
    }

    @Override
    public void close() {}
  }

  private static final class To extends AnalyticsHandler {
    private final RecordSink sink;

    To(RecordType type, RecordSink sink) {
      super(type, new BatchPolicy(100, 1 << 20, Duration.ofMillis(200)));
      this.sink = sink;
    }

    @Override
    protected void configure(SinkSettings settings) {}

    @Override
    protected RecordSink open(RecordType type, HandlerEnvironment environment) {
      return sink;
    }
  }
}
