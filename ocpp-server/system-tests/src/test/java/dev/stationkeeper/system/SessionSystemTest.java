// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole session in each version, as a station lives it and as an operator then sees it. */
class SessionSystemTest {
  @TempDir static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() {
    server = ServerProcess.start(home);
    server.api().addToken("DRIVER1");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void aStationOf16ChargesFromBootToStop() {
    ApiClient api = server.api();
    try (RawStation station = new RawStation(server.ocpp("CP16"), "ocpp1.6")) {
      JsonNode boot = station.call("BootNotification", Sessions.BOOT_16);
      assertEquals("Accepted", boot.get("status").asText());
      assertTrue(boot.get("interval").asInt() > 0);
      station.call("StatusNotification", Sessions.status16(0, "Available"));
      station.call("StatusNotification", Sessions.status16(1, "Preparing"));
      assertTrue(station.call("Heartbeat", "{}").has("currentTime"));
      JsonNode authorize = station.call("Authorize", "{\"idTag\":\"driver1\"}");
      assertEquals("Accepted", authorize.at("/idTagInfo/status").asText());
      JsonNode stranger = station.call("Authorize", "{\"idTag\":\"STRANGER\"}");
      assertEquals("Invalid", stranger.at("/idTagInfo/status").asText());

      JsonNode started = station.call("StartTransaction", Sessions.start16("DRIVER1", 1000));
      assertEquals("Accepted", started.at("/idTagInfo/status").asText());
      int id = started.get("transactionId").asInt();
      assertTrue(id > 0);
      JsonNode again = station.call("StartTransaction", Sessions.start16("DRIVER1", 1000));
      assertEquals(id, again.get("transactionId").asInt(), "a repetition starts nothing");
      station.call("MeterValues", Sessions.meterValues16(id, 1500));
      station.call("StatusNotification", Sessions.status16(1, "Charging"));

      ReadModels.onlyTransaction(api, "CP16", t -> t.get("active").asBoolean());
      station.call("StopTransaction", Sessions.stop16(id, 9000));
      JsonNode transaction =
          ReadModels.onlyTransaction(api, "CP16", t -> !t.get("active").asBoolean());
      assertEquals(Integer.toString(id), transaction.get("transactionId").asText());
      assertEquals(1000, transaction.get("meterStart").asLong());
      assertEquals(9000, transaction.get("meterStop").asLong());
      assertEquals("EVDisconnected", transaction.get("stopReason").asText());
      assertEquals("DRIVER1", transaction.get("idToken").asText());
    }
    JsonNode shown = ReadModels.station(api, "CP16", s -> !s.get("connected").asBoolean());
    assertEquals("1.6", shown.get("version").asText());
    assertEquals("Acme", shown.get("vendor").asText());
    assertEquals("Accepted", shown.get("registration").asText());
  }

  @ParameterizedTest
  @CsvSource({"CS201,ocpp2.0.1,2.0.1", "CS21,ocpp2.1,2.1"})
  void aStationOf2xChargesFromBootToEnd(String id, String subprotocol, String version) {
    ApiClient api = server.api();
    try (RawStation station = new RawStation(server.ocpp(id), subprotocol)) {
      JsonNode boot = station.call("BootNotification", Sessions.BOOT_2X);
      assertEquals("Accepted", boot.get("status").asText());
      station.call("StatusNotification", Sessions.status2x(1, "Occupied"));
      JsonNode authorize = station.call("Authorize", Sessions.authorize2x("DRIVER1"));
      assertEquals("Accepted", authorize.at("/idTokenInfo/status").asText());

      String transaction = id + "-tx";
      JsonNode started =
          station.call("TransactionEvent", Sessions.started2x(transaction, "DRIVER1"));
      assertEquals("Accepted", started.at("/idTokenInfo/status").asText());
      station.call("TransactionEvent", Sessions.updated2x(transaction, 1, 1500));
      station.call("TransactionEvent", Sessions.updated2x(transaction, 1, 1500));
      station.call("TransactionEvent", Sessions.ended2x(transaction, 2, 9000));

      JsonNode shown = ReadModels.onlyTransaction(api, id, t -> !t.get("active").asBoolean());
      assertEquals(transaction, shown.get("transactionId").asText());
      assertEquals("EVDisconnected", shown.get("stopReason").asText());
      assertEquals(
          List.of("1000", "1500", "9000"),
          StreamSupport.stream(shown.get("meterValues").spliterator(), false)
              .map(v -> v.get("value").asText())
              .toList(),
          "the repeated event counts once");
    }
    JsonNode shown = ReadModels.station(api, id, s -> !s.get("connected").asBoolean());
    assertEquals(version, shown.get("version").asText());
    assertFalse(shown.get("connectors").isEmpty());
  }

  @Tag("O16-Reset")
  @Test
  void anOperatorsCommandReachesTheStationAndItsAnswerTheOperator() throws Exception {
    try (RawStation station = new RawStation(server.ocpp("CMD"), "ocpp1.6")) {
      station.call("BootNotification", Sessions.BOOT_16);
      var result =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () ->
                  server
                      .api()
                      .post(
                          "/stations/CMD/commands",
                          "{\"action\":\"Reset\",\"payload\":{\"type\":\"Soft\"},"
                              + "\"waitSeconds\":20}"));
      JsonNode call = station.nextCall();
      assertEquals("Reset", call.get(2).asText());
      assertEquals("Soft", call.at("/3/type").asText());
      station.answer(call, "{\"status\":\"Rejected\"}");
      JsonNode command = result.get();
      assertEquals("rejected", command.get("status").asText());
      assertEquals("Rejected", command.at("/response/status").asText());
    }
  }
}
