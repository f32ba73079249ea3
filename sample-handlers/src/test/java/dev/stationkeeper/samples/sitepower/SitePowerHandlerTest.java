// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.tck.FakeCommand;
import dev.stationkeeper.tck.FakeServer;
import dev.stationkeeper.tck.FakeStation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler on fake stations: what it sends, and what it makes of the answers. */
class SitePowerHandlerTest {
  private static final Duration REAL = Duration.ofSeconds(30);
  private static final String SITES =
      """
      {"sites": [{"name": "yard", "limit": %s, "stations": [{"id": "OLD"}, {"id": "NEW"}]}]}
      """;

  @TempDir Path folder;
  private Path file;
  private FakeServer server;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("sites.json"), SITES.formatted("40"));
    server = FakeServer.of(SitePowerHandler::new).setting("sites", file.toString()).start();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private FakeStation online(String id, OcppVersion version) {
    FakeStation station = server.station(id, version);
    station.event("ConnectionOpened", "{\"connection\":1,\"version\":\"" + version + "\"}");
    station.event("RegistrationDecided", "{\"status\":\"Accepted\",\"intervalSeconds\":300}");
    return station;
  }

  /** The newest command that waits for an answer; the server's time goes on until there is one. */
  private FakeCommand next(FakeStation station) {
    return await("a command to " + station.id())
        .atMost(REAL)
        .until(
            () -> {
              server.advance(Duration.ofSeconds(1));
              return station.commands().stream().filter(c -> !c.isAnswered()).findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private void take(FakeStation station, String limit) {
    FakeCommand command = next(station);
    assertEquals(new BigDecimal(limit), limit(command), command::toString);
    command.answer("accepted", "{\"status\":\"Accepted\"}");
  }

  private static BigDecimal limit(FakeCommand command) {
    JsonView payload = command.payload();
    JsonView profile =
        payload
            .object("csChargingProfiles")
            .or(() -> payload.object("chargingProfile"))
            .orElseThrow();
    JsonView schedule =
        profile
            .object("chargingSchedule")
            .orElseGet(() -> profile.objects("chargingSchedule").getFirst());
    return schedule.objects("chargingSchedulePeriod").getFirst().decimal("limit").orElseThrow();
  }

  private static void start(FakeStation station, String transaction) {
    station.event(
        "TransactionStarted",
        "{\"transactionId\":\"%s\",\"evse\":1,\"connector\":1}".formatted(transaction));
  }

  @Test
  void bothVersionsShareTheLimit() {
    FakeStation old = online("OLD", OcppVersion.V1_6);
    take(old, "0.0");
    FakeStation fresh = online("NEW", OcppVersion.V2_0_1);
    take(fresh, "0.0");
    start(old, "7");
    take(old, "32.0");
    start(fresh, "t-1");
    FakeCommand less = next(old);
    assertEquals(
        JsonView.parse(
            "{\"connectorId\":0,\"csChargingProfiles\":{\"chargingProfileId\":900,\"stackLevel\":0,"
                + "\"chargingProfilePurpose\":\"ChargePointMaxProfile\","
                + "\"chargingProfileKind\":\"Absolute\",\"chargingSchedule\":{"
                + "\"startSchedule\":\"2020-01-01T00:00:00Z\",\"chargingRateUnit\":\"A\","
                + "\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":20.0,"
                + "\"numberPhases\":3}]}}}"),
        less.payload());
    take(fresh, "8.0");
    server.advance(Duration.ofSeconds(30));
    assertTrue(fresh.commands().stream().allMatch(FakeCommand::isAnswered), "more has to wait");
    less.answer("accepted", "{\"status\":\"Accepted\"}");
    FakeCommand more = next(fresh);
    assertEquals(
        JsonView.parse(
            "{\"evseId\":0,\"chargingProfile\":{\"id\":900,\"stackLevel\":0,"
                + "\"chargingProfilePurpose\":\"ChargingStationMaxProfile\","
                + "\"chargingProfileKind\":\"Absolute\",\"chargingSchedule\":[{\"id\":900,"
                + "\"startSchedule\":\"2020-01-01T00:00:00Z\",\"chargingRateUnit\":\"A\","
                + "\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":20.0,"
                + "\"numberPhases\":3}]}]}}"),
        more.payload());
  }

  @Test
  void twoTransactionsOfAStationGetProfilesOfTheirOwn() {
    FakeStation old = online("OLD", OcppVersion.V1_6);
    take(old, "0.0");
    take(online("NEW", OcppVersion.V2_0_1), "0.0");
    start(old, "7");
    old.event("TransactionStarted", "{\"transactionId\":\"8\",\"connector\":2}");
    take(old, "32.0");
    FakeCommand first = next(old);
    assertEquals(Optional.of("TxProfile"), purpose(first));
    assertEquals(new BigDecimal("16.0"), limit(first));
    assertEquals(1, first.payload().number("connectorId").orElse(0));
    assertEquals(7, first.payload().number("csChargingProfiles", "transactionId").orElse(0));
    first.answer("accepted", "{\"status\":\"Accepted\"}");
    FakeCommand second = next(old);
    assertEquals(2, second.payload().number("connectorId").orElse(0));
    assertEquals(902, second.payload().number("csChargingProfiles", "chargingProfileId").orElse(0));
  }

  private static Optional<String> purpose(FakeCommand command) {
    return command.payload().string("csChargingProfiles", "chargingProfilePurpose");
  }

  @Test
  void overARestartAnAbsentStationKeepsWhatItMayDraw() {
    FakeStation old = online("OLD", OcppVersion.V1_6);
    take(old, "0.0");
    FakeStation fresh = online("NEW", OcppVersion.V2_0_1);
    take(fresh, "0.0");
    start(old, "7");
    take(old, "32.0");
    old.event("ConnectionClosed", "{\"connection\":1}");
    server.restart();
    fresh.event("ConnectionOpened", "{\"connection\":2}");
    fresh.event("RegistrationDecided", "{\"status\":\"Accepted\"}");
    take(fresh, "0.0");
    start(fresh, "t-1");
    take(fresh, "8.0");
  }

  @Test
  void aWrongFileChangesNothingAndIsAlarmed() throws IOException {
    FakeStation old = online("OLD", OcppVersion.V1_6);
    take(old, "0.0");
    take(online("NEW", OcppVersion.V2_0_1), "0.0");
    Files.writeString(file, SITES.formatted("\"much\""));
    await()
        .atMost(REAL)
        .until(
            () -> {
              server.advance(Duration.ofSeconds(1));
              return server.alarms().getOrDefault("sites-file", "");
            },
            text -> text.contains("sites[0].limit must be a number"));
    Files.writeString(file, SITES.formatted("10"));
    await()
        .atMost(REAL)
        .until(
            () -> {
              server.advance(Duration.ofSeconds(1));
              return server.alarms();
            },
            alarms -> !alarms.containsKey("sites-file"));
    start(old, "7");
    take(old, "10.0");
  }

  @Test
  void anotherMaximumIsAnAlarmThatOutlivesTheObject() {
    FakeStation old = online("OLD", OcppVersion.V1_6);
    take(old, "0.0");
    old.event(
        "ChargingProfileInstalled",
        "{\"profileId\":5,\"purpose\":\"ChargePointMaxProfile\",\"kind\":\"Absolute\","
            + "\"stackLevel\":1,\"place\":0,\"source\":\"CSO\"}");
    await()
        .atMost(REAL)
        .until(
            () -> {
              server.advance(Duration.ofSeconds(1));
              return server.alarms().getOrDefault("unruly:yard", "");
            },
            text -> text.contains("OLD"));
    assertEquals("5", old.kept().orElseThrow().text());
    old.event("ChargingProfilesCleared", "{\"profileIds\":[5]}");
    await()
        .atMost(REAL)
        .until(
            () -> {
              server.advance(Duration.ofSeconds(1));
              return server.alarms();
            },
            alarms -> !alarms.containsKey("unruly:yard"));
  }

  @Test
  void withoutSitesItDoesNothing() {
    try (FakeServer other = FakeServer.of(SitePowerHandler::new).start()) {
      FakeStation station = other.station("ANY", OcppVersion.V1_6);
      station.event("ConnectionOpened", "{}");
      other.advance(Duration.ofMinutes(1));
      assertEquals(0, station.commands().size());
    }
  }
}
