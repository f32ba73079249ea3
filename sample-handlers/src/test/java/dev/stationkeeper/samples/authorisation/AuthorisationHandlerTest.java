// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.tck.FakeServer;
import dev.stationkeeper.tck.FakeStation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of both versions, and what happens to the file while the handler runs. */
class AuthorisationHandlerTest {
  private static final Duration REAL = Duration.ofSeconds(30);
  private static final String LIST =
      """
      id,type,status,group,expires,concurrent,stations,connectors
      GOOD,,,,,,,
      FLEET-1,,,FLEET,2030-05-01T00:00:00Z,,,
      STOLEN,,Blocked,,,,,
      PAST,,,,2025-12-31,,,
      OLDGROUP,,,GONE,,,,
      GONE,Central,,,2025-12-31,,,
      LOCKED,,,SHUT,,,,
      SHUT,Central,Blocked,,,,,
      ONCE,,,,,1,,
      MASTER,,,MASTERS,,,,
      ELSEWHERE,,,,,,OTHER-*,
      SECOND,,,,,,CP/2;CP/9,
      BOTH,,,,,,CP/1;CP/2,
      CHADEMO,,,,,,,cCHAdeMO
      TYPE2,,,,,,,sType2
      KEYED,KeyCode,,,,,,
      """;
  private static final String STATE =
      "{\"connected\":true,\"registration\":\"Accepted\",\"connectors\":["
          + "{\"evse\":1,\"connector\":1,\"status\":\"Available\"},"
          + "{\"evse\":2,\"connector\":1,\"status\":\"Available\"}],\"transactions\":[]}";
  private static final String MODEL =
      "{\"variables\":[{\"component\":\"Connector\",\"evse\":1,\"connector\":1,"
          + "\"variable\":\"ConnectorType\",\"value\":\"cCCS2\"},"
          + "{\"component\":\"Connector\",\"evse\":2,\"connector\":1,"
          + "\"variable\":\"ConnectorType\",\"value\":\"sType2\"}],\"complete\":true}";

  @TempDir Path folder;
  private Path file;
  private FakeServer server;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("tokens.csv"), LIST);
    server = start();
  }

  private FakeServer start() {
    return FakeServer.of(AuthorisationHandler::new)
        .setting("tokens", file.toString())
        .setting("master-pass-group", "MASTERS")
        .start();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private FakeStation station(String id, OcppVersion version) {
    FakeStation station = server.station(id, version);
    station.state(STATE);
    station.deviceModel(MODEL);
    return station;
  }

  private static String status16(FakeStation station, String token) {
    return station.call("Authorize", "{\"idTag\":\"" + token + "\"}").text("idTagInfo", "status");
  }

  private static JsonView info2x(FakeStation station, String token) {
    return info2x(station, token, "ISO14443");
  }

  private static JsonView info2x(FakeStation station, String token, String type) {
    return station
        .call(
            "Authorize",
            "{\"idToken\":{\"idToken\":\"%s\",\"type\":\"%s\"}}".formatted(token, type))
        .payload()
        .flatMap(payload -> payload.object("idTokenInfo"))
        .orElseThrow();
  }

  private static String started2x(FakeStation station, String token, String transaction, int evse) {
    return event2x(station, "Started", token, transaction, evse);
  }

  private static String event2x(
      FakeStation station, String type, String token, String transaction, int evse) {
    return station
        .call(
            "TransactionEvent",
            ("{\"eventType\":\"%s\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                    + "\"triggerReason\":\"Authorized\",\"seqNo\":0,\"transactionInfo\":"
                    + "{\"transactionId\":\"%s\"},\"evse\":{\"id\":%d},"
                    + "\"idToken\":{\"idToken\":\"%s\",\"type\":\"ISO14443\"}}")
                .formatted(type, transaction, evse, token))
        .text("idTokenInfo", "status");
  }

  private static String started16(FakeStation station, int connector, String token) {
    return station
        .call(
            "StartTransaction",
            ("{\"connectorId\":%d,\"idTag\":\"%s\",\"meterStart\":0,"
                    + "\"timestamp\":\"2026-01-01T00:00:00Z\"}")
                .formatted(connector, token))
        .text("idTagInfo", "status");
  }

  @ParameterizedTest
  @CsvSource({
    "GOOD, Accepted, Accepted",
    "good, Accepted, Accepted",
    "FLEET-1, Accepted, Accepted",
    "STOLEN, Blocked, Blocked",
    "PAST, Expired, Expired",
    "OLDGROUP, Expired, Expired",
    "LOCKED, Blocked, Blocked",
    "MASTER, Accepted, Accepted",
    "ELSEWHERE, NotAtThisLocation, Invalid",
    "CHADEMO, NotAllowedTypeEVSE, Invalid",
    "SECOND, Accepted, Accepted"
  })
  @Tag("C01.FR.07")
  @Tag("C01.FR.18")
  @Tag("C01.FR.22")
  void oneDecisionIsSaidInTheWordsOfBothVersions(String token, String in2x, String in16) {
    assertEquals(in2x, info2x(station("CP", OcppVersion.V2_0_1), token).string("status").get());
    server.close();
    server = start();
    assertEquals(in16, status16(station("CP", OcppVersion.V1_6), token));
  }

  @Test
  @Tag("C01.FR.06")
  @Tag("C09.FR.09")
  void groupAndExpiryAreSaidInBothVersions() {
    JsonView info = info2x(station("CP", OcppVersion.V2_0_1), "FLEET-1");
    assertEquals("FLEET", info.string("groupIdToken", "idToken").orElse(""));
    assertEquals("Central", info.string("groupIdToken", "type").orElse(""));
    assertEquals("2030-05-01T00:00:00Z", info.string("cacheExpiryDateTime").orElse(""));
    JsonView old =
        station("OLD", OcppVersion.V1_6)
            .call("Authorize", "{\"idTag\":\"FLEET-1\"}")
            .payload()
            .orElseThrow();
    assertEquals("FLEET", old.string("idTagInfo", "parentIdTag").orElse(""));
    assertEquals("2030-05-01T00:00:00Z", old.string("idTagInfo", "expiryDate").orElse(""));
  }

  @Test
  @Tag("C01.FR.19")
  @Tag("C01.FR.20")
  @Tag("C01.FR.22")
  void onlySomeEvsesAreListedAllAreNot() {
    FakeStation station = station("CP", OcppVersion.V2_0_1);
    assertEquals(List.of(BigDecimal.TWO), info2x(station, "SECOND").decimals("evseId"));
    assertEquals(List.of(BigDecimal.TWO), info2x(station, "TYPE2").decimals("evseId"));
    assertFalse(info2x(station, "BOTH").has("evseId"), "all that there are");
    assertFalse(info2x(station, "GOOD").has("evseId"));
    assertFalse(info2x(station, "ELSEWHERE").has("evseId"), "none");
  }

  @Test
  void atAnotherEvseThanItsOwnATokenStartsNothing() {
    FakeStation station = station("CP", OcppVersion.V2_0_1);
    assertEquals("Accepted", started2x(station, "SECOND", "t-1", 2));
    assertEquals("NotAtThisLocation", started2x(station, "SECOND", "t-2", 1));
    assertEquals("NotAllowedTypeEVSE", started2x(station, "TYPE2", "t-3", 1));
  }

  @Test
  @Tag("C01.FR.25")
  void aTokenOfAnotherTypeIsAnother() {
    FakeStation station = station("CP", OcppVersion.V2_0_1);
    assertEquals("Accepted", info2x(station, "KEYED", "KeyCode").string("status").get());
    assertTrue(
        station
            .call("Authorize", "{\"idToken\":{\"idToken\":\"KEYED\",\"type\":\"ISO14443\"}}")
            .isPass());
  }

  @Test
  void whatIsNotInTheListIsLeftToTheNextHandlerUnlessTheOperatorSaysNo() {
    assertTrue(
        station("CP", OcppVersion.V1_6).call("Authorize", "{\"idTag\":\"STRANGER\"}").isPass());
    try (FakeServer strict =
        FakeServer.of(AuthorisationHandler::new)
            .setting("tokens", file.toString())
            .setting("unknown", "refuse")
            .start()) {
      FakeStation station = strict.station("CP", OcppVersion.V2_0_1);
      assertEquals("Unknown", info2x(station, "STRANGER").string("status").get());
      assertTrue(
          station
              .call("Authorize", "{\"idToken\":{\"idToken\":\"\",\"type\":\"NoAuthorization\"}}")
              .isPass(),
          "C02: it stands for none");
    }
  }

  @Test
  void aTokenIsInAsManyTransactionsAsItMayOverAllStations() {
    FakeStation one = station("ONE", OcppVersion.V1_6);
    FakeStation two = station("TWO", OcppVersion.V2_0_1);
    assertEquals("Accepted", started16(one, 1, "ONCE"));
    one.event(
        "TransactionAuthorized",
        "{\"transactionId\":\"7\",\"idToken\":{\"value\":\"ONCE\",\"type\":\"Unspecified\"},"
            + "\"status\":\"Accepted\"}");
    assertEquals("ConcurrentTx", started2x(two, "once", "t-1", 1));
    assertEquals("Accepted", info2x(two, "ONCE").string("status").get(), "a stop asks so, too");
    assertEquals("ConcurrentTx", started16(one, 2, "ONCE"));
    one.event("TransactionEnded", "{\"transactionId\":\"7\"}");
    assertEquals("Accepted", started2x(two, "once", "t-2", 1));
    assertEquals("Accepted", event2x(two, "Updated", "once", "t-2", 1), "its own");
  }

  @Test
  void whatRunsAlreadyCountsAfterARestart() {
    FakeStation one = station("ONE", OcppVersion.V2_0_1);
    one.state(
        STATE.replace(
            "\"transactions\":[]",
            "\"transactions\":[{\"transactionId\":\"t-1\",\"evse\":1,\"idToken\":\"ONCE\","
                + "\"authorization\":\"Accepted\"}]"));
    server.restart();
    assertEquals("ConcurrentTx", started2x(station("TWO", OcppVersion.V2_0_1), "ONCE", "u", 1));
  }

  @Test
  void theMasterPassEndsTransactionsAndBeginsNone() {
    FakeStation station = station("CP", OcppVersion.V2_0_1);
    assertEquals("MASTERS", info2x(station, "MASTER").string("groupIdToken", "idToken").get());
    assertEquals("Invalid", started2x(station, "MASTER", "t-1", 1));
    assertEquals("Accepted", started2x(station, "GOOD", "t-2", 1));
    assertEquals("Accepted", event2x(station, "Ended", "MASTER", "t-2", 1));
    assertEquals("Accepted", event2x(station, "Updated", "MASTER", "t-2", 1), "a stop as it comes");
    assertEquals("Invalid", started16(station("OLD", OcppVersion.V1_6), 1, "MASTER"));
  }

  @Test
  void anotherListIsTakenWholeWhileTheHandlerRuns() throws IOException {
    FakeStation station = station("CP", OcppVersion.V1_6);
    assertEquals("Accepted", status16(station, "GOOD"));
    Files.writeString(file, "id,status\nGOOD,Blocked\nNEW,\n");
    until(() -> status16(station, "GOOD").equals("Blocked"));
    assertEquals("Accepted", status16(station, "NEW"));
    assertTrue(station.call("Authorize", "{\"idTag\":\"STOLEN\"}").isPass(), "it is gone");
    assertEquals(0, station.restarts());
  }

  @Test
  void aListWithOneFaultLeavesTheOneInForceAndSaysWhere() throws IOException {
    FakeStation station = station("CP", OcppVersion.V1_6);
    Files.writeString(file, "id,status\nNEW,\nGOOD,Blokked\n");
    until(() -> server.alarms().getOrDefault("token-file", "").contains("line 3, column 2"));
    assertEquals("Accepted", status16(station, "GOOD"));
    assertTrue(station.call("Authorize", "{\"idTag\":\"NEW\"}").isPass());

    server.restart();
    assertEquals("Accepted", status16(station, "FLEET-1"), "from the copy of the last good one");
    assertTrue(server.alarms().containsKey("token-file"));

    Files.writeString(file, "id,status\nGOOD,Blocked\n");
    until(() -> !server.alarms().containsKey("token-file"));
    assertEquals("Blocked", status16(station, "GOOD"));
  }

  @Test
  void withoutAFileItPassesEverything() {
    try (FakeServer other = FakeServer.of(AuthorisationHandler::new).start()) {
      assertTrue(
          other.station("CP", OcppVersion.V1_6).call("Authorize", "{\"idTag\":\"GOOD\"}").isPass());
    }
  }

  private void until(java.util.concurrent.Callable<Boolean> holds) {
    await()
        .atMost(REAL)
        .until(
            () -> {
              server.advance(Duration.ofSeconds(1));
              return holds.call();
            });
  }
}
