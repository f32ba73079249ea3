// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.tck.FakeLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    Stream.of(lines).forEach(line -> assertTrue(metrics.contains(line), () -> line + ": " + metrics));
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
