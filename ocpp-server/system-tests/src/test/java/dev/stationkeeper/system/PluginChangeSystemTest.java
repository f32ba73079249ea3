// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's jar changes in the running server while stations stay connected and charge. */
class PluginChangeSystemTest {
  private static final String BROKEN =
      "if (true) { throw new IllegalStateException(\"does not open\"); }";

  @TempDir Path home;
  private ServerProcess server;

  @BeforeEach
  void startServer() {
    VendorJar.write(jar("vendor.jar"), "1.0", "Accepted", "");
    server = ServerProcess.start(home);
    server.api().addToken("DRIVER1");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Path jar(String name) {
    return home.resolve("plugins").resolve(name);
  }

  private RawStation booted(String id) {
    RawStation station = new RawStation(server.ocpp(id), "ocpp1.6");
    station.call("BootNotification", Sessions.BOOT_16);
    return station;
  }

  private static JsonNode who(RawStation station) {
    return station.call("Authorize", "{\"idTag\":\"WHO\"}").path("idTagInfo");
  }

  private String version() {
    return handler().path("version").asText();
  }

  private JsonNode handler() {
    for (JsonNode handler : server.api().get("/handlers").path("items")) {
      if (handler.path("name").asText().equals("vendor")) {
        return handler;
      }
    }
    throw new AssertionError("no handler vendor");
  }

  private List<String> systemEvents(String type) {
    List<String> events = new ArrayList<>();
    server
        .api()
        .get("/events?limit=1000&type=" + type)
        .path("items")
        .forEach(event -> events.add(event.toString()));
    return events;
  }

  @Test
  void aJarThatIsReplacedTakesOverWhileATransactionRuns() {
    try (RawStation station = booted("A")) {
      int transaction =
          station
              .call(
                  "StartTransaction",
                  "{\"connectorId\":1,\"idTag\":\"DRIVER1\",\"meterStart\":0,"
                      + "\"timestamp\":\"2026-01-01T00:00:00Z\"}")
              .path("transactionId")
              .asInt();
      assertEquals("n1", who(station).path("parentIdTag").asText());
      VendorJar.write(jar("vendor.jar"), "2.0", "Blocked", "");
      ReadModels.eventually("the new version serves", this::version, "2.0"::equals);
      JsonNode answer = who(station);
      assertEquals("Blocked", answer.path("status").asText(), "by the new one");
      assertEquals("n2", answer.path("parentIdTag").asText(), "which got the old one's count");
      station.call(
          "StopTransaction",
          "{\"transactionId\":%d,\"meterStop\":5,\"timestamp\":\"2026-01-01T01:00:00Z\"}"
              .formatted(transaction));
      assertFalse(station.closed().isDone(), "nothing of it reached the socket");
      ReadModels.eventually(
          "the swap is on record",
          () -> systemEvents("HandlerSwapped"),
          events -> events.stream().anyMatch(e -> e.contains("2.0 (vendor.jar)")));
      ReadModels.eventually(
          "the old classes are gone",
          () -> systemEvents("PluginUnloaded"),
          events -> events.stream().anyMatch(e -> e.contains("\"clean\":true")));
    }
  }

  @Test
  void aJarThatDoesNotOpenIsRolledBack() {
    try (RawStation station = booted("A")) {
      assertEquals("n1", who(station).path("parentIdTag").asText());
      VendorJar.write(jar("vendor.jar"), "2.0", "Blocked", BROKEN);
      ReadModels.eventually(
          "the failure is on record",
          () -> systemEvents("HandlerSwapped"),
          events -> events.stream().anyMatch(e -> e.contains("does not open")));
      assertEquals("Accepted", who(station).path("status").asText());
      assertEquals("1.0", version());
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class, () -> server.api().post("/handlers/vendor/swap", "{}"));
      assertTrue(String.valueOf(refused.getMessage()).contains("409"));
    }
  }

  @Test
  void aCanaryServesItsShareAndIsPromoted() {
    List<RawStation> stations = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        stations.add(booted("C" + i));
      }
      VendorJar.write(jar("v2.jar"), "2.0", "Blocked", "");
      server.api().post("/handlers/vendor/canary", "{\"jar\":\"v2.jar\",\"percent\":50}");
      long canaries = stations.stream().filter(s -> status(s).equals("Blocked")).count();
      assertTrue(canaries > 0 && canaries < 20, canaries + " of 20 on the canary");
      assertEquals("2.0 on 50 %", handler().path("canary").asText());
      server.api().post("/handlers/vendor/canary/promote", "{}");
      assertTrue(stations.stream().allMatch(s -> status(s).equals("Blocked")));
    } finally {
      stations.forEach(RawStation::close);
    }
  }

  private static String status(RawStation station) {
    return who(station).path("status").asText();
  }

  @Test
  void exitAndEndlessLoopsHurtNobodyElse() {
    List<RawStation> spinning = new ArrayList<>();
    try (RawStation other = booted("OTHER")) {
      JsonNode refused = RawStation.await(other.callAsync("Authorize", "{\"idTag\":\"EXIT\"}"));
      assertEquals("InternalError", refused.get(2).asText());
      for (int i = 0; i < 10; i++) {
        RawStation station = booted("SPIN" + i);
        spinning.add(station);
        CompletableFuture<JsonNode> _ = station.callAsync("Authorize", "{\"idTag\":\"SPIN\"}");
      }
      for (int i = 0; i < 20; i++) {
        assertEquals("Accepted", status(other));
      }
    } finally {
      spinning.forEach(RawStation::close);
    }
  }

  @Test
  void aShadowIsComparedAndNeverHeard() {
    try (RawStation station = booted("A")) {
      server.api().post("/handlers/vendor/shadow", "{\"jar\":\"vendor.jar\"}");
      assertEquals("n1", who(station).path("parentIdTag").asText());
      ReadModels.eventually(
          "the shadow decided alike",
          () -> server.api().get("/handlers/vendor/shadow"),
          report -> report.path("same").asInt() == 1 && report.path("different").asInt() == 0);
      assertEquals("n2", who(station).path("parentIdTag").asText());
    }
  }
}
