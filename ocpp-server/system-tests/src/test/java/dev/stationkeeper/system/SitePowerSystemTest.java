// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stations share 40 A in the real server, over a lost connection and a kill. */
class SitePowerSystemTest {
  private static final double LIMIT = 40;

  @TempDir Path home;
  private final Map<String, Double> told = new HashMap<>(Map.of("CP16", 32.0, "CP2X", 32.0));
  private boolean commissioned;
  private ServerProcess server;

  @BeforeEach
  void startServer() throws IOException {
    Path sites =
        Files.writeString(
            home.resolve("sites.json"),
            "{\"sites\":[{\"name\":\"yard\",\"limit\":40,\"stations\":"
                + "[{\"id\":\"CP16\"},{\"id\":\"CP2X\"}]}]}");
    Path config =
        Files.writeString(
            home.resolve("stationkeeper.yaml"),
            "handlers:\n  site-power.sites: %s\n  site-power.pause: PT1S\n".formatted(sites));
    server = ServerProcess.start(home, Map.of(), "--config", config.toString());
    server.api().addToken("DRIVER1");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** Takes what the station is told, until it is that; all together may never be too much. */
  private void until(RawStation station, String id, double wanted) {
    double limit;
    do {
      JsonNode call = station.nextCall();
      assertEquals("SetChargingProfile", call.get(2).asText(), call::toString);
      JsonNode schedule = call.at("/3/csChargingProfiles/chargingSchedule");
      if (schedule.isMissingNode()) {
        schedule = call.at("/3/chargingProfile/chargingSchedule/0");
      }
      limit = schedule.at("/chargingSchedulePeriod/0/limit").asDouble();
      told.put(id, limit);
      double sum = told.values().stream().mapToDouble(Double::doubleValue).sum();
      assertTrue(!commissioned || sum <= LIMIT, () -> "told: " + told);
      station.answer(call, "{\"status\":\"Accepted\"}");
    } while (limit != wanted);
  }

  @Test
  void twoStationsShareTheLimitAndOneThatIsAwayKeepsItsPart() {
    try (RawStation old = new RawStation(server.ocpp("CP16"), "ocpp1.6")) {
      int transaction;
      try (RawStation fresh = new RawStation(server.ocpp("CP2X"), "ocpp2.0.1")) {
        old.call("BootNotification", Sessions.BOOT_16);
        fresh.call("BootNotification", Sessions.BOOT_2X);
        until(old, "CP16", 0);
        until(fresh, "CP2X", 0);
        commissioned = true;
        transaction =
            old.call("StartTransaction", Sessions.start16("DRIVER1", 0))
                .path("transactionId")
                .asInt();
        until(old, "CP16", 32);
        fresh.call("TransactionEvent", Sessions.started2x("t-1", "DRIVER1"));
        until(old, "CP16", 20);
        until(fresh, "CP2X", 20);
        fresh.drop();
      }
      old.call("StatusNotification", Sessions.status16(1, "Charging"));
      server.kill();
      server.restart();
      try (RawStation again = new RawStation(server.ocpp("CP16"), "ocpp1.6")) {
        again.call("Heartbeat", "{}");
        until(again, "CP16", 20);
        again.call("StopTransaction", Sessions.stop16(transaction, 10));
        until(again, "CP16", 0);
        try (RawStation back = new RawStation(server.ocpp("CP2X"), "ocpp2.0.1")) {
          back.call("Heartbeat", "{}");
          until(back, "CP2X", 32);
        }
      }
    }
  }
}
