// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a transaction: what was acknowledged is there afterwards. */
class KillSystemTest {
  @TempDir Path home;

  @Tag("CON-19")
  @Test
  void aStationOf16StopsItsTransactionAfterTheServerWasKilledWithoutBootingAgain() {
    try (ServerProcess server = ServerProcess.start(home)) {
      server.api().addToken("DRIVER1");
      int id;
      try (RawStation station = new RawStation(server.ocpp("K16"), "ocpp1.6")) {
        station.call("BootNotification", Sessions.BOOT_16);
        id =
            station
                .call("StartTransaction", Sessions.start16("DRIVER1", 1000))
                .get("transactionId")
                .asInt();
        station.call("MeterValues", Sessions.meterValues16(id, 1500));
        server.kill();
        assertEquals(1006, station.closed().join());
      }
      server.restart();
      try (RawStation station = new RawStation(server.ocpp("K16"), "ocpp1.6")) {
        JsonNode repeated = station.call("StartTransaction", Sessions.start16("DRIVER1", 1000));
        assertEquals(id, repeated.get("transactionId").asInt(), "known from before the kill");
        station.call("StopTransaction", Sessions.stop16(id, 9000));
      }
      JsonNode shown =
          ReadModels.onlyTransaction(server.api(), "K16", t -> !t.get("active").asBoolean());
      assertEquals(1000, shown.get("meterStart").asLong());
      assertEquals(9000, shown.get("meterStop").asLong());
      assertEquals(List.of("1500"), values(shown));
    }
  }

  @Tag("CON-19")
  @Test
  void aStationOf201EndsItsTransactionAfterTheServerWasKilledWithoutBootingAgain() {
    try (ServerProcess server = ServerProcess.start(home)) {
      server.api().addToken("DRIVER1");
      try (RawStation station = new RawStation(server.ocpp("K201"), "ocpp2.0.1")) {
        station.call("BootNotification", Sessions.BOOT_2X);
        station.call("TransactionEvent", Sessions.started2x("t-1", "DRIVER1"));
        station.call("TransactionEvent", Sessions.updated2x("t-1", 1, 1500));
        server.kill();
      }
      server.restart();
      try (RawStation station = new RawStation(server.ocpp("K201"), "ocpp2.0.1")) {
        station.call("StatusNotification", Sessions.status2x(1, "Occupied"));
        station.call("TransactionEvent", Sessions.ended2x("t-1", 2, 9000));
      }
      JsonNode shown =
          ReadModels.onlyTransaction(server.api(), "K201", t -> !t.get("active").asBoolean());
      assertEquals(List.of("1000", "1500", "9000"), values(shown));
    }
  }

  @Tag("CON-25")
  @Test
  void anOrderlyStopTellsStationsThatTheServerGoesAway() {
    try (ServerProcess server = ServerProcess.start(home);
        RawStation station = new RawStation(server.ocpp("S1"), "ocpp2.1")) {
      station.call("BootNotification", Sessions.BOOT_2X);
      int exit = server.stop();
      assertEquals(1001, station.closed().join());
      assertEquals(143, exit, "ended by SIGTERM, as the shell reports it");
    }
  }

  private static List<String> values(JsonNode transaction) {
    return StreamSupport.stream(transaction.get("meterValues").spliterator(), false)
        .map(v -> v.get("value").asText())
        .toList();
  }
}
