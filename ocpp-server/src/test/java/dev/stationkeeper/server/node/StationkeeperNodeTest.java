// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.StationId;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StationkeeperNodeTest {
  private static final String BOOT_16 =
      "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}";
  private static final String BOOT_2X =
      "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Acme\",\"model\":\"Two\"}}";

  @TempDir Path data;

  private StationkeeperNode start() throws IOException {
    return StationkeeperNode.start(NodeSettings.in(data, "127.0.0.1", 0));
  }

  private static String startTransaction(String tag) {
    return "{\"connectorId\":1,\"idTag\":\""
        + tag
        + "\",\"meterStart\":100,\"timestamp\":\"2026-03-01T12:00:00Z\"}";
  }

  @Test
  void a16StationChargesAcrossARestartWithoutBootingAgain() throws IOException {
    int transaction;
    StationClient before;
    try (StationkeeperNode node = start()) {
      StationClient station = new StationClient(node.ocppPort(), "CS-16", "ocpp1.6");
      before = station;
      assertEquals("Accepted", station.result("BootNotification", BOOT_16).at("/status").asText());
      assertEquals(
          "Accepted",
          station.result("Authorize", "{\"idTag\":\"VISITOR\"}").at("/idTagInfo/status").asText());
      assertEquals(
          "Invalid",
          station.result("Authorize", "{\"idTag\":\"OTHER\"}").at("/idTagInfo/status").asText());
      JsonNode started = station.result("StartTransaction", startTransaction("VISITOR"));
      transaction = started.at("/transactionId").asInt();
      assertTrue(transaction > 0);
      assertEquals(
          transaction,
          station
              .result("StartTransaction", startTransaction("VISITOR"))
              .at("/transactionId")
              .asInt(),
          "told twice, started once");
    }
    assertEquals(1001, before.awaitClose());
    try (StationkeeperNode node = start()) {
      assertFalse(node.engines().live(new StationId("CS-16")).orElseThrow().connected());
      StationClient station = new StationClient(node.ocppPort(), "CS-16", "ocpp1.6");
      assertTrue(station.result("Heartbeat", "{}").has("currentTime"));
      station.result(
          "StopTransaction",
          "{\"transactionId\":"
              + transaction
              + ",\"meterStop\":900,\"timestamp\":\"2026-03-01T13:00:00Z\"}");
      await()
          .until(
              () ->
                  node.views()
                          .transactions()
                          .list("CS-16", false, null, null, null, 10)
                          .items()
                          .size()
                      == 1);
    }
  }

  @Test
  void a201StationChargesAndACrashOfTheHandlerCostsOneAnswer() throws IOException {
    try (StationkeeperNode node = start()) {
      StationClient station = new StationClient(node.ocppPort(), "CS-201", "ocpp2.0.1");
      assertEquals("Accepted", station.result("BootNotification", BOOT_2X).at("/status").asText());
      JsonNode crashed =
          station.call("Authorize", "{\"idToken\":{\"idToken\":\"CRASH\",\"type\":\"Central\"}}");
      assertEquals(4, crashed.get(0).intValue());
      assertEquals("InternalError", crashed.get(2).textValue());
      assertEquals(
          "Accepted",
          station
              .result("Authorize", "{\"idToken\":{\"idToken\":\"VISITOR\",\"type\":\"Central\"}}")
              .at("/idTokenInfo/status")
              .asText());
      assertEquals(1L, node.counters().values().get("handler_crashed"));
      station.result(
          "TransactionEvent",
          "{\"eventType\":\"Started\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"triggerReason\":"
              + "\"CablePluggedIn\",\"seqNo\":0,\"transactionInfo\":{\"transactionId\":\"T-1\"},"
              + "\"evse\":{\"id\":1,\"connectorId\":1}}");
    }
  }
}
