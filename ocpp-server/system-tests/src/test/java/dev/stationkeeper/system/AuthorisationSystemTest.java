// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's list decides in the real server, and reaches the stations' own lists. */
class AuthorisationSystemTest {
  private static final String LIST =
      "id,status,group,concurrent,stations\nCARD,,FLEET,1,\nSECOND,,,,CP2X/2\nSTOLEN,Blocked,,,\n";

  @TempDir Path home;
  private Path file;
  private ServerProcess server;

  @BeforeEach
  void startServer() throws IOException {
    file = Files.writeString(home.resolve("tokens.csv"), LIST);
    Path config =
        Files.writeString(
            home.resolve("stationkeeper.yaml"),
            "handlers:\n  authorisation.tokens: %s\n  authorisation.local-lists: \"true\"\n"
                .formatted(file));
    server = ServerProcess.start(home, Map.of(), "--config", config.toString());
    server.api().addToken("DRIVER1");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  @Tag("C01.FR.20")
  void oneListDecidesForBothVersionsAndTheServersTokensBehindIt() throws IOException {
    try (RawStation old = new RawStation(server.ocpp("CP16"), "ocpp1.6");
        RawStation fresh = new RawStation(server.ocpp("CP2X"), "ocpp2.0.1")) {
      old.call("BootNotification", Sessions.BOOT_16);
      fresh.call("BootNotification", Sessions.BOOT_2X);
      fresh.call("StatusNotification", Sessions.status2x(1, "Available"));
      fresh.call("StatusNotification", Sessions.status2x(2, "Available"));
      assertEquals("FLEET", authorize16(old, "card").at("/parentIdTag").asText());
      assertEquals("Blocked", authorize16(old, "STOLEN").at("/status").asText());
      assertEquals(
          "Accepted", authorize16(old, "DRIVER1").at("/status").asText(), "by the server's");
      assertEquals("Invalid", authorize16(old, "STRANGER").at("/status").asText());
      JsonNode second = authorize2x(fresh, "SECOND");
      assertEquals("Accepted", second.at("/status").asText());
      assertEquals("[2]", second.at("/evseId").toString());
      assertEquals("Invalid", authorize16(old, "SECOND").at("/status").asText(), "not here");
      assertFalse(authorize2x(fresh, "CARD").has("evseId"));

      int id =
          old.call("StartTransaction", Sessions.start16("CARD", 0)).path("transactionId").asInt();
      JsonNode started = fresh.call("TransactionEvent", Sessions.started2x("t-1", "CARD"));
      assertEquals("ConcurrentTx", started.at("/idTokenInfo/status").asText());
      old.call("StopTransaction", Sessions.stop16(id, 10));
      ReadModels.eventually(
          "the card is free",
          () -> fresh.call("TransactionEvent", Sessions.started2x("t-2", "CARD")),
          answer -> answer.at("/idTokenInfo/status").asText().equals("Accepted"));

      Files.writeString(file, "id,status\nSTOLEN,\nCARD,Blocked\n");
      ReadModels.eventually(
          "the new list is in force",
          () -> authorize16(old, "CARD").at("/status").asText(),
          "Blocked"::equals);
      assertEquals("Accepted", authorize16(old, "STOLEN").at("/status").asText());
    }
  }

  private static JsonNode authorize16(RawStation station, String tag) {
    return station.call("Authorize", "{\"idTag\":\"" + tag + "\"}").path("idTagInfo");
  }

  private static JsonNode authorize2x(RawStation station, String token) {
    return station.call("Authorize", Sessions.authorize2x(token)).path("idTokenInfo");
  }

  @Test
  @Tag("D01.FR.03")
  void aLocalListFollowsAndIsSentWholeAfterAMismatch() throws IOException {
    try (RawStation station = new RawStation(server.ocpp("CP16"), "ocpp1.6")) {
      station.call("BootNotification", Sessions.BOOT_16);
      answerVersion(station, 0);
      JsonNode whole = next(station, "SendLocalList");
      assertEquals("Full", whole.at("/3/updateType").asText());
      assertEquals(2, whole.at("/3/localAuthorizationList").size(), "SECOND is not good here");
      station.answer(whole, "{\"status\":\"Accepted\"}");
      ReadModels.eventually(
          "it is confirmed",
          () -> server.api().get("/stations/CP16/state").toString(),
          state -> state.contains("\"version\":1"));
      Files.writeString(file, LIST + "NEW,,,,\n");
      JsonNode change = next(station, "SendLocalList");
      assertEquals("Differential", change.at("/3/updateType").asText());
      assertEquals(2, change.at("/3/listVersion").asInt());
      assertEquals("NEW", change.at("/3/localAuthorizationList/0/idTag").asText());
      station.answer(change, "{\"status\":\"VersionMismatch\"}");
      answerVersion(station, 7); // the server's flow wants to know
      answerVersion(station, 7); // and so does the handler
      JsonNode again = next(station, "SendLocalList");
      assertEquals("Full", again.at("/3/updateType").asText());
      assertEquals(8, again.at("/3/listVersion").asInt());
      assertEquals(3, again.at("/3/localAuthorizationList").size());
    }
  }

  private static void answerVersion(RawStation station, int version) {
    station.answer(next(station, "GetLocalListVersion"), "{\"listVersion\":" + version + "}");
  }

  private static JsonNode next(RawStation station, String action) {
    JsonNode call = station.nextCall();
    assertEquals(action, call.get(2).asText());
    return call;
  }
}
