// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.server.plugin.PluginJar;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin whose start fails: an operator meets the reason wherever he looks. */
class HandlerDoesNotStartTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String REASON = "no database at 192.0.2.9";

  @TempDir Path folder;

  @Test
  void theReasonIsInHealthApiMetricsEventsAndTheAlarm() throws Exception {
    new PluginJar()
        .source(
            "Stubborn",
            """
            package com.acme;
            import dev.stationkeeper.spi.*;
            import java.util.Optional;
            @OcppHandlerInfo(id = "stubborn", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
            public final class Stubborn implements OcppHandler {
              @Override
              public void start(HandlerEnvironment environment) {
                throw new IllegalStateException("%s");
              }
              @Override
              public StationHandler open(StationContext station, Optional<Snapshot> restored) {
                throw new UnsupportedOperationException();
              }
            }
            """
                .formatted(REASON))
        .services("com.acme.Stubborn")
        .writeTo(Files.createDirectories(folder.resolve("plugins")).resolve("stubborn.jar"));
    try (ServerFixture fixture =
        ServerFixture.unready(folder, Map.of("STATIONKEEPER_SUPERVISION_RESTARTS", "8"))) {
      HttpResponse<String> said =
          await()
              .atMost(LONG)
              .pollInterval(Duration.ofMillis(20))
              .until(
                  () -> ready(fixture),
                  answer -> answer.body().contains("has not started; the last try failed"));
      assertEquals(503, said.statusCode());
      assertTrue(said.body().contains(REASON), said.body());

      // In the end it is taken out, so that the others can serve.
      await()
          .atMost(LONG)
          .until(() -> "quarantined".equals(handler(fixture).path("state").asText()));
      assertTrue(
          handler(fixture).path("lastError").asText().contains(REASON),
          handler(fixture).toString());
      await("it works without it").atMost(LONG).until(() -> ready(fixture).statusCode() == 200);
      assertTrue(ready(fixture).body().contains("Handler stubborn is out of service"));
      await()
          .atMost(LONG)
          .until(
              () ->
                  fixture
                      .ask("admin", "GET", "/metrics", null)
                      .body()
                      .contains("stationkeeper_handler_serving{handler=\"stubborn\"} 0.0"));
      await().atMost(LONG).until(() -> alarm(fixture).contains(REASON));
      String events =
          fixture.ask("admin", "GET", "/api/v1/events?type=HandlerCrashed", null).body();
      assertTrue(events.contains(REASON), events);
      assertTrue(
          fixture.run("handler", "list").out().lines().anyMatch(line -> line.contains(REASON)));
      // A station is served by the others, and by default where none is left.
      fixture.station("CP1").result("Heartbeat", "{}");
    }
  }

  private static HttpResponse<String> ready(ServerFixture fixture) {
    return fixture.ask("", "GET", "/health/ready", null);
  }

  private static JsonNode handler(ServerFixture fixture) {
    for (JsonNode item : fixture.get("/api/v1/handlers").path("items")) {
      if (item.path("name").asText().equals("stubborn")) {
        return item;
      }
    }
    throw new AssertionError("the handler is not listed");
  }

  private static String alarm(ServerFixture fixture) {
    for (JsonNode item : fixture.get("/api/v1/alarms?open=true").path("items")) {
      if (item.path("id").asText().equals("quarantine:stubborn")) {
        return item.path("text").asText();
      }
    }
    return "";
  }
}
