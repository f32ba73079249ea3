// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.Timers;
import dev.stationkeeper.tck.FakeLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionMetricsTest {
  private final AtomicReference<SessionMetricsHandler> running = new AtomicReference<>();

  private FakeLog log() {
    return FakeLog.of(
            () -> {
              SessionMetricsHandler made = new SessionMetricsHandler();
              running.set(made);
              return made;
            })
        .setting("port", "0")
        .start();
  }

  private static void session(FakeLog log, String id, Duration duration) {
    log.append("CP1", "TransactionStarted", "{\"transactionId\":\"%s\"}".formatted(id));
    log.advance(duration);
    log.append("CP1", "TransactionEnded", "{\"transactionId\":\"%s\"}".formatted(id));
    assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
  }

  private List<String> metrics() throws Exception {
    URI page = URI.create("http://127.0.0.1:" + running.get().port() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static void has(List<String> metrics, String... lines) {
    Stream.of(lines)
        .forEach(line -> assertTrue(metrics.contains(line), () -> line + ": " + metrics));
  }

  @Test
  void sessionsAreCountedByTheirDuration() throws Exception {
    try (FakeLog log = log()) {
      session(log, "a", Duration.ofMinutes(10));
      session(log, "b", Duration.ofMinutes(45));
      log.append("CP1", "TransactionStarted", "{\"transactionId\":\"c\"}");
      log.deliver();
      has(
          metrics(),
          "session_duration_minutes_bucket{le=\"5.0\"} 0",
          "session_duration_minutes_bucket{le=\"15.0\"} 1",
          "session_duration_minutes_bucket{le=\"60.0\"} 2",
          "session_duration_minutes_bucket{le=\"+Inf\"} 2",
          "session_duration_minutes_sum 55.0",
          "session_duration_minutes_count 2",
          "sessions_open 1",
          "session_model_position 5");
    }
  }

  @Test
  void killsAndRepetitionsCountNothingTwice() throws Exception {
    try (FakeLog log = log()) {
      session(log, "a", Duration.ofMinutes(10));
      assertTrue(log.awaitAcknowledged(), "the model is kept");
      session(log, "b", Duration.ofMinutes(10));
      log.kill();
      session(log, "c", Duration.ofMinutes(10));
      has(metrics(), "session_duration_minutes_count 3", "session_duration_minutes_sum 30.0");
    }
  }

  @Test
  void anObjectThatWasReplacedAfterACrashKeepsNothingAnyMore(@TempDir Path folder)
      throws Exception {
    HandlerEnvironment environment = mock(HandlerEnvironment.class);
    Timers timers = mock(Timers.class);
    List<Runnable> beats = new ArrayList<>();
    when(environment.settings()).thenReturn(Map.of("port", "0"));
    when(environment.folder()).thenReturn(folder);
    when(environment.timers()).thenReturn(timers);
    when(timers.every(any(), any()))
        .thenAnswer(
            asked -> {
              beats.add(asked.getArgument(1));
              return mock(Timers.Timer.class);
            });
    LoggedEvent event = mock(LoggedEvent.class);
    when(event.position()).thenReturn(7L);
    when(event.type()).thenReturn("TransactionStarted");
    when(event.payload()).thenReturn(JsonView.EMPTY);
    when(event.at()).thenReturn(Instant.EPOCH);
    EventBatch batch = mock(EventBatch.class);
    when(batch.events()).thenReturn(List.of(event));
    try (SessionMetricsHandler handler = new SessionMetricsHandler()) {
      handler.start(environment);
      handler.openConsumer().onEvents(batch);
      handler.openConsumer();
      beats.getFirst().run();
      assertFalse(Files.exists(folder.resolve("state.json")));
      verify(batch, never()).acknowledge();
    }
  }

  @Test
  void anotherUnitMakesTheModelAnewFromTheWholeLog() throws Exception {
    try (FakeLog log = log()) {
      session(log, "a", Duration.ofMinutes(30));
      session(log, "b", Duration.ofMinutes(90));
      assertTrue(log.awaitAcknowledged(), "the model is kept");
      has(metrics(), "session_duration_minutes_sum 120.0");
      log.setting("unit", "hours");
      log.restart();
      session(log, "c", Duration.ofHours(3));
      has(
          metrics(),
          "session_duration_hours_bucket{le=\"0.5\"} 1",
          "session_duration_hours_bucket{le=\"2.0\"} 2",
          "session_duration_hours_bucket{le=\"4.0\"} 3",
          "session_duration_hours_sum 5.0",
          "session_duration_hours_count 3");
    }
  }
}
