// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vendor's handler crashes: its station gets InternalError, the next request is answered by the
 * new instance, and nobody else notices. The brittle handler answers the token WHO with Accepted
 * when it is a station's first instance and with Blocked when it was reinstalled.
 */
class CrashingHandlerSystemTest {
  @TempDir Path home;
  private Path hold;
  private ServerProcess server;

  @BeforeEach
  void startServer() {
    hold = home.resolve("hold");
    server = ServerProcess.start(home, Map.of("STATIONKEEPER_TEST_HOLD", hold.toString()));
    server.api().addToken("DRIVER1");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void theCrashIsAnInternalErrorAndTheNextRequestIsAnsweredByTheNewInstance() {
    try (RawStation station = booted("A")) {
      assertEquals("Accepted", who(station));
      JsonNode refused = RawStation.await(authorize(station, "CRASH"));
      assertEquals(4, refused.get(0).asInt());
      assertEquals("InternalError", refused.get(2).asText());
      assertEquals("Blocked", who(station), "answered by the reinstalled instance");
      assertEquals("Accepted", status(RawStation.await(authorize(station, "DRIVER1"))));
      ReadModels.eventually(
          "an open alarm for the crash",
          () -> server.api().get("/alarms").get("items"),
          items -> items.toString().contains("brittle"));
    }
  }

  @Test
  void aRequestThatComesWhileTheReinstallIsHeldOpenWaitsForTheNewInstance() throws Exception {
    try (RawStation station = booted("B");
        RawStation other = booted("C")) {
      assertEquals("Accepted", who(station));
      Files.createFile(hold);
      CompletableFuture<JsonNode> crashed = authorize(station, "CRASH");
      CompletableFuture<JsonNode> next = authorize(station, "WHO");

      assertEquals("Accepted", who(other), "another station is answered meanwhile");
      assertFalse(crashed.isDone(), "the failure is reported after the reinstall only");
      assertFalse(next.isDone(), "no request reaches a missing handler");

      Files.delete(hold);
      assertEquals("InternalError", RawStation.await(crashed).get(2).asText());
      assertEquals("Blocked", status(RawStation.await(next)));
    }
  }

  @Test
  void stationsWhoseHandlersRunForEverHurtNobodyElse() {
    List<RawStation> spinning = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        RawStation station = booted("SPIN" + i);
        spinning.add(station);
        CompletableFuture<JsonNode> _ = authorize(station, "SPIN");
      }
      try (RawStation other = booted("D")) {
        for (int i = 0; i < 20; i++) {
          assertEquals("Accepted", who(other));
        }
      }
    } finally {
      spinning.forEach(RawStation::close);
    }
  }

  private RawStation booted(String id) {
    RawStation station = new RawStation(server.ocpp(id), "ocpp1.6");
    station.call("BootNotification", Sessions.BOOT_16);
    return station;
  }

  private static String who(RawStation station) {
    return status(RawStation.await(authorize(station, "WHO")));
  }

  private static CompletableFuture<JsonNode> authorize(RawStation station, String tag) {
    return station.callAsync("Authorize", "{\"idTag\":\"" + tag + "\"}");
  }

  private static String status(JsonNode answer) {
    return answer.at("/2/idTagInfo/status").asText();
  }
}
