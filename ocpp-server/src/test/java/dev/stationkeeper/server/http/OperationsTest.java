// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stations, alarms, tokens, events and the past over the API. */
class OperationsTest extends OperationsFixture {
  private static final String ODD = "A b+c|d@e=f.g*h";
  private static final String ODD_IN_PATH = "A%20b%2Bc%7Cd%40e%3Df.g%2Ah";

  @Test
  void aStationIsShownWithWhatItSaidAndWhatItsSocketSays() {
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.happened(
        "CP-1",
        new StationEvent.BootNotified("Acme", "Fast", "S1", "1.0", null, null, null),
        new StationEvent.RegistrationDecided("Accepted", 300),
        new StationEvent.ConnectorStatusReported(
            null, 1, "Available", "NoError", null, null, null, TestStations.NOON));

    JsonNode station = get("/api/v1/stations/CP-1");

    assertEquals("CP-1", station.path("id").asText());
    assertTrue(station.path("connected").asBoolean());
    assertEquals("1.6", station.path("version").asText());
    assertEquals("Accepted", station.path("registration").asText());
    assertEquals("Acme", station.path("vendor").asText());
    assertEquals("Fast", station.path("model").asText());
    assertEquals("1.0", station.path("firmware").asText());
    assertEquals("2026-11-22T12:00:00Z", station.path("lastSeen").asText());
    assertEquals("Available", station.at("/connectors/0/status").asText());
  }

  @Test
  void stationsAreFoundByTextStatusAndVersion() {
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.connect("CP-2", OcppVersion.V2_1);
    stations.happened(
        "CP-1",
        new StationEvent.BootNotified("100%_Acme", "Fast", "S1", "1.0", null, null, null),
        new StationEvent.ConnectorStatusReported(
            null, 1, "Faulted", "GroundFailure", null, null, null, TestStations.NOON));

    assertEquals("[\"CP-1\"]", ids("q=acme"));
    assertEquals("[\"CP-1\"]", ids("q=0%25_a"));
    assertEquals("[]", ids("q=a%25e"));
    assertEquals("[\"CP-1\",\"CP-2\"]", ids("q=cp-"));
    assertEquals("[\"CP-1\"]", ids("status=Faulted"));
    assertEquals("[\"CP-2\"]", ids("version=2.1"));
    assertEquals("[]", ids("version=2.1&status=Faulted"));
  }

  private String ids(String query) {
    return get("/api/v1/stations?" + query).findValuesAsText("id").stream()
        .map(id -> '"' + id + '"')
        .toList()
        .toString()
        .replace(" ", "");
  }

  @Test
  void theOverviewCountsWhatIsOnline() {
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.connect("CP-2", OcppVersion.V2_1);
    stations.happened(
        "CP-1",
        new StationEvent.ConnectorStatusReported(
            null, 0, "Available", "NoError", null, null, null, TestStations.NOON),
        new StationEvent.ConnectorStatusReported(
            null, 1, "Charging", "NoError", null, null, null, TestStations.NOON));
    stations.happened(
        "CP-2",
        new StationEvent.ConnectorStatusReported(
            1, 1, "Occupied", null, null, null, null, TestStations.NOON),
        new StationEvent.ConnectionClosed(1, 1000, "bye"));

    JsonNode counts = get("/api/v1/overview").path("counts");

    assertEquals(2, counts.path("stations").asInt());
    assertEquals(1, counts.path("connected").asInt());
    assertEquals("{\"1.6\":1}", counts.path("versions").toString());
    assertEquals("{\"Charging\":1}", counts.path("connectors").toString());
  }

  @Test
  void theDefinitionsTellWhatAFormNeeds() {
    JsonNode reset = action(get("/api/v1/definitions/2.0.1"), "Reset");

    assertEquals("csms", reset.path("from").asText());
    assertEquals("type", reset.at("/members/0/name").asText());
    assertEquals("Reset", reset.at("/members/0/type").asText());
    assertTrue(reset.at("/members/0/required").asBoolean());
    JsonNode key = action(get("/api/v1/definitions/1.6"), "ChangeConfiguration");
    assertEquals(50, key.at("/members/0/maxLength").asInt());
    assertEquals(404, api.ask("vera", "GET", "/api/v1/definitions/3.0").status());
  }

  private static JsonNode action(JsonNode definitions, String name) {
    for (JsonNode action : definitions.path("actions")) {
      if (action.path("action").asText().equals(name)) {
        return action;
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void anAlarmIsAcknowledgedOnceAndByWhom() {
    stations
        .sources()
        .system()
        .append(new SystemEvent.AlarmRaised("a:1", "sample", "WARNING", null, "look"), "sample")
        .toCompletableFuture()
        .join();
    stations.connect("CP-1", OcppVersion.V1_6);

    JsonNode alarm = api.ask("otto", "POST", "/api/v1/alarms/a:1/acknowledge").json();

    assertEquals("otto", alarm.path("acknowledgedBy").asText());
    assertEquals(
        "otto",
        api.ask("ann", "POST", "/api/v1/alarms/a:1/acknowledge")
            .json()
            .path("acknowledgedBy")
            .asText());
    assertEquals(404, api.ask("otto", "POST", "/api/v1/alarms/none/acknowledge").status());
  }

  @Test
  void aStationsEventsCanBeReadFromTheMiddleAndSeveralTypesAtOnce() {
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.happened(
        "CP-1",
        new StationEvent.FrameRejected("one"),
        new StationEvent.ConnectionClosed(1, 1000, "bye"));

    assertEquals(
        List.of("2", "3"),
        get("/api/v1/events?station=CP-1&afterSequence=1").findValuesAsText("sequence"));
    assertEquals(
        List.of("ConnectionOpened", "ConnectionClosed"),
        get("/api/v1/events?type=ConnectionOpened,ConnectionClosed").findValuesAsText("type"));
    assertEquals(400, api.ask("vera", "GET", "/api/v1/events?afterSequence=1").status());
  }

  @Test
  void stationIdsWithEveryAllowedCharacterWorkInPaths() {
    stations.connect(ODD, OcppVersion.V2_1);

    assertEquals(ODD, get("/api/v1/stations/" + ODD_IN_PATH).path("id").asText());
    assertEquals(404, api.ask("vera", "GET", "/api/v1/stations/no%2Fslash").status());
    assertEquals(404, api.ask("vera", "GET", "/api/v1/stations/unknown").status());
  }

  @Test
  void everyItemOfAPagedListComesOnceAndTheLastPageHasNoNext() {
    for (int i = 0; i < 7; i++) {
      stations.connect("CP-" + i, OcppVersion.V1_6);
    }
    List<String> ids = new ArrayList<>();
    String next = null;
    do {
      JsonNode page = get("/api/v1/stations?limit=3" + (next == null ? "" : "&cursor=" + next));
      page.path("items").forEach(item -> ids.add(item.path("id").asText()));
      assertTrue(page.has("next"));
      next = page.path("next").isNull() ? null : page.path("next").asText();
    } while (next != null);

    assertEquals(List.of("CP-0", "CP-1", "CP-2", "CP-3", "CP-4", "CP-5", "CP-6"), ids);
    assertEquals(400, api.ask("vera", "GET", "/api/v1/stations?cursor=%25").status());
    assertEquals(400, api.ask("vera", "GET", "/api/v1/stations?limit=0").status());
    assertEquals(400, api.ask("vera", "GET", "/api/v1/stations?connected=yes").status());
  }

  @Test
  void aStationIsAnnouncedLabelledAndForgotten() {
    assertEquals(201, api.send("otto", "POST", "/api/v1/stations", "{\"id\":\"N-1\"}").status());
    assertEquals(409, api.send("otto", "POST", "/api/v1/stations", "{\"id\":\"N-1\"}").status());
    assertEquals(422, api.send("otto", "POST", "/api/v1/stations", "{\"id\":\"a/b\"}").status());
    assertEquals(
        "by the door",
        api.send("otto", "PATCH", "/api/v1/stations/N-1", "{\"label\":\"by the door\"}")
            .json()
            .path("label")
            .asText());
    assertEquals(204, api.ask("otto", "DELETE", "/api/v1/stations/N-1").status());
    assertEquals(404, api.ask("otto", "GET", "/api/v1/stations/N-1").status());
  }

  @Test
  @Tag("T16-02")
  void tokensAreAddedFoundWithoutRegardToCaseAndRemoved() {
    assertEquals(
        201, api.send("otto", "POST", "/api/v1/tokens", "{\"idToken\":\"Ab 1\"}").status());
    assertEquals("Accepted", get("/api/v1/tokens/aB%201").path("status").asText());
    assertEquals(1, get("/api/v1/tokens").path("items").size());
    assertEquals(
        422,
        api.send("otto", "POST", "/api/v1/tokens", "{\"idToken\":\"x\",\"status\":\"Nope\"}")
            .status());
    assertEquals(204, api.ask("otto", "DELETE", "/api/v1/tokens/AB%201").status());
    assertEquals(404, api.ask("otto", "DELETE", "/api/v1/tokens/AB%201").status());
  }

  @Test
  void thePastStateIsTheFoldUpToThere() {
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.happened("CP-1", new StationEvent.FrameRejected("x"));

    assertEquals(2, get("/api/v1/stations/CP-1/state").path("sequence").asInt());
    assertEquals(1, get("/api/v1/stations/CP-1/state?seq=1").path("sequence").asInt());
    assertEquals(
        0, get("/api/v1/stations/CP-1/state?at=2020-01-01T00:00:00Z").path("sequence").asInt());
    assertEquals(
        400,
        api.ask("vera", "GET", "/api/v1/stations/CP-1/state?seq=1&at=2020-01-01T00:00:00Z")
            .status());
  }

  @Test
  void eventsArePagedInTheOrderOfTheLogAndShowNoHash() {
    stations.connect("CP-1", OcppVersion.V1_6);
    new SystemLog(stations.log(), Clock.systemUTC())
        .append(new SystemEvent.UserPut("u", "viewer", "the-hash"), "ann")
        .toCompletableFuture()
        .join();

    JsonNode first = get("/api/v1/events?limit=1");
    String all = api.ask("vera", "GET", "/api/v1/events").response().body();

    assertEquals("ConnectionOpened", first.at("/items/0/type").asText());
    assertEquals(
        "UserPut",
        get("/api/v1/events?cursor=" + first.path("next").asText()).at("/items/0/type").asText());
    assertFalse(all.contains("the-hash"));
    assertEquals(1, get("/api/v1/events?station=CP-1").path("items").size());
    assertEquals(1, get("/api/v1/events?type=UserPut").path("items").size());
  }

  @Test
  void alarmsAndMessagesAreListsEvenWhenThereAreNone() {
    stations.connect("CP-1", OcppVersion.V1_6);

    assertTrue(get("/api/v1/alarms?open=true").path("items").isArray());
    assertTrue(get("/api/v1/stations/CP-1/messages").path("items").isArray());
  }
}
