// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.VariableReading;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
  private static final String ODD = "A b+c|d@e=f.g*h";
  private static final String ODD_IN_PATH = "A%20b%2Bc%7Cd%40e%3Df.g%2Ah";

  @TempDir Path folder;

  private TestStations stations;
  private TestApi api;

  @BeforeEach
  void start() {
    stations = new TestStations(folder);
    api = new TestApi(ApiResources.none().operations(stations.sources()));
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

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
  void aCommandGoesOutAsGivenAndItsAnswerComesBackVerbatim() {
    stations.connect("CP-1", OcppVersion.V1_6);
    JsonView response = JsonView.parse("{\"status\":\"Accepted\",\"b\":1.50,\"a\":2}");
    stations.answer.complete(new LiveStations.Standing("c1", CommandStatus.ACCEPTED, response));

    TestApi.Answer answer =
        api.send(
            "otto",
            "POST",
            "/api/v1/stations/CP-1/commands",
            """
            {"action":"DataTransfer","waitSeconds":5,
             "payload":{"messageId":"z","vendorId":"a","data":"1"}}
            """);

    assertEquals(200, answer.status(), answer.response().body());
    assertEquals("accepted", answer.json().path("status").asText());
    assertTrue(answer.response().body().contains(response.text()), answer.response().body());
    assertEquals(
        List.of("messageId", "vendorId", "data"), stations.submitted.getFirst().payload().names());
    assertEquals("otto", stations.submitted.getFirst().by());
  }

  @Test
  void aCommandThatIsNotWaitedForIsQueuedCanBeReadAndDropped() {
    stations.connect("CP-1", OcppVersion.V1_6);

    TestApi.Answer queued =
        api.send(
            "otto",
            "POST",
            "/api/v1/stations/CP-1/commands",
            "{\"action\":\"ClearCache\",\"ttlSeconds\":60}");
    JsonNode command = get("/api/v1/stations/CP-1/commands/c1");
    int dropped = api.ask("otto", "DELETE", "/api/v1/stations/CP-1/commands/c1").status();

    assertEquals(202, queued.status());
    assertEquals("queued", queued.json().path("status").asText());
    assertTrue(queued.json().path("response").isNull());
    assertEquals("ClearCache", command.path("action").asText());
    assertEquals("2026-11-22T12:01:00Z", command.path("expiresAt").asText());
    assertEquals(204, dropped);
    assertEquals(List.of("c1"), stations.cancelled);
    assertEquals(404, api.ask("otto", "GET", "/api/v1/stations/CP-1/commands/c9").status());
    assertEquals(1, get("/api/v1/stations/CP-1/commands?status=queued").path("items").size());
  }

  @Test
  void theSenderSaysHowMuchACommandPressesWithinBounds() {
    stations.connect("CP-1", OcppVersion.V1_6);
    String path = "/api/v1/stations/CP-1/commands";

    api.send("otto", "POST", path, "{\"action\":\"ClearCache\",\"priority\":7}");
    TestApi.Answer beyond =
        api.send("otto", "POST", path, "{\"action\":\"ClearCache\",\"priority\":101}");

    assertEquals(7, stations.submitted.getFirst().priority());
    assertEquals(422, beyond.status());
    assertEquals(1, stations.submitted.size());
  }

  @Test
  void aCommandThatTheVersionDoesNotKnowIsRefusedBeforeItIsQueued() {
    stations.connect("CP-1", OcppVersion.V1_6);

    String path = "/api/v1/stations/CP-1/commands";
    TestApi.Answer misspelt = api.send("otto", "POST", path, "{\"action\":\"clearCache\"}");
    TestApi.Answer wrongWay = api.send("otto", "POST", path, "{\"action\":\"Heartbeat\"}");
    TestApi.Answer wrongPayload =
        api.send("otto", "POST", path, "{\"action\":\"Reset\",\"payload\":{\"type\":\"Warm\"}}");
    TestApi.Answer stranger =
        api.send("otto", "POST", "/api/v1/stations/none/commands", "{\"action\":\"ClearCache\"}");

    assertEquals(422, misspelt.status());
    assertTrue(misspelt.detail().contains("did you mean ClearCache?"), misspelt.detail());
    assertEquals(422, wrongWay.status());
    assertEquals(422, wrongPayload.status());
    assertTrue(wrongPayload.detail().contains("type"), wrongPayload.detail());
    assertEquals(404, stranger.status());
    assertEquals(403, api.send("vera", "POST", path, "{\"action\":\"ClearCache\"}").status());
    assertTrue(stations.submitted.isEmpty());
  }

  @Test
  void aTransactionHasTheNamesOfTheContractAndItsMeterValues() {
    stations.connect("CP-1", OcppVersion.V1_6);
    stations.happened(
        "CP-1",
        new StationEvent.TransactionStarted(
            "7",
            null,
            1,
            new IdToken("TAG", IdToken.UNSPECIFIED),
            TestStations.NOON,
            100L,
            null,
            null,
            "Accepted",
            null,
            null,
            false),
        new StationEvent.MeterValuesRecorded(
            "7",
            null,
            1,
            List.of(
                new MeterSample(
                    TestStations.NOON,
                    "150",
                    "Sample.Periodic",
                    "Energy.Active.Import.Register",
                    null,
                    null,
                    "Wh"))));

    JsonNode listed = get("/api/v1/transactions?station=CP-1&active=true").path("items").path(0);
    JsonNode shown = get("/api/v1/transactions/" + segment(listed.path("id").asText()));

    Set<String> names = new TreeSet<>();
    shown.fieldNames().forEachRemaining(names::add);
    assertTrue(
        names.containsAll(
            Set.of(
                "id",
                "transactionId",
                "station",
                "evse",
                "connector",
                "idToken",
                "startedAt",
                "stoppedAt",
                "meterStart",
                "meterStop",
                "stopReason",
                "active")),
        names.toString());
    assertEquals("150", shown.at("/meterValues/0/value").asText());
    assertEquals(404, api.ask("vera", "GET", "/api/v1/transactions/none").status());
    assertEquals(0, get("/api/v1/transactions?from=2026-11-22T12:00:01Z").path("items").size());
    assertEquals(400, api.ask("vera", "GET", "/api/v1/transactions?from=noon").status());
  }

  @Test
  void whatDoesNotFitIsShownAndPutRightByAnOperator() {
    stations.connect("CP-1", OcppVersion.V2_0_1);
    stations.happened(
        "CP-1",
        new StationEvent.TransactionStarted(
            "T", 1, 1, null, TestStations.NOON, 100L, null, null, null, null, 0, false),
        new StationEvent.TransactionFlagged("T", "noEnd", "The connector is free"));
    String path = "/api/v1/transactions/" + segment("CP-1:T");
    String right = "{\"endedAt\":\"2026-11-22T12:00:00Z\",\"meterStop\":900,\"reason\":\"asked\"}";

    assertEquals("noEnd", get(path).at("/findings/0").asText());
    assertEquals(422, api.send("otto", "POST", path + "/corrections", "{}").status());
    assertEquals(403, api.send("vera", "POST", path + "/corrections", right).status());
    assertEquals(202, api.send("otto", "POST", path + "/corrections", right).status());
    assertEquals(
        List.of(new Input.TransactionPutRight("T", TestStations.NOON, 900L, "asked", "otto")),
        stations.corrected);

    stations.happened(
        "CP-1",
        new StationEvent.TransactionCorrected("T", TestStations.NOON, 900L, "asked", "otto"));
    assertEquals(900, get(path).path("meterStop").asInt());
    assertEquals("corrected", get(path).at("/findings/1").asText());

    stations.happened(
        "CP-1",
        new StationEvent.TransactionEnded("T", TestStations.NOON, 950L, "Local", null, 1, false));
    assertEquals(950, get(path).path("meterStop").asInt());
    assertEquals(1, get(path).path("findings").size());
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

  private JsonNode get(String path) {
    TestApi.Answer answer = api.ask("vera", "GET", path);
    assertEquals(200, answer.status(), path + " " + answer.response().body());
    return answer.json();
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void aDeviceModelIsShownByTheLastThatWasTold() {
    stations.happened(
        "CP-1",
        new StationEvent.RegistrationDecided("Accepted", 300),
        new VariablesReported(
            "NotifyReport", 1, List.of(reading("EVSE", "1"), reading("Other", "2"))),
        new VariablesReported(
            "SetVariables",
            null,
            List.of(
                new VariableReading(
                    "evse", null, 1, null, "POWER", null, "Actual", "9", null, null))));

    JsonNode items = get("/api/v1/stations/CP-1/variables?component=EVSE").path("items");
    assertEquals(1, items.size());
    JsonNode item = items.get(0);
    assertEquals("9", item.path("value").asText());
    assertEquals("ReadOnly", item.path("mutability").asText(), "told before and not taken back");
    assertEquals("kW", item.path("characteristics").path("unit").asText());
    assertEquals("SetVariables", item.path("source").asText());
    assertTrue(item.path("connector").isNull());

    JsonNode first = get("/api/v1/stations/CP-1/variables?limit=1");
    JsonNode second =
        get("/api/v1/stations/CP-1/variables?limit=1&cursor=" + first.path("next").asText());
    assertEquals("Other", second.path("items").get(0).path("component").asText());
    assertTrue(second.path("next").isNull());
  }

  private static VariableReading reading(String component, String value) {
    return new VariableReading(
        component,
        null,
        1,
        null,
        "Power",
        null,
        "Actual",
        value,
        "ReadOnly",
        JsonView.parse("{\"unit\":\"kW\"}"));
  }

  @Test
  void reservationsAndOtherFlowsAreShownWithWhatBecameOfThem() {
    stations.happened(
        "CP-1",
        new StationEvent.RegistrationDecided("Accepted", 300),
        new FlowStarted(
            "reservation-2",
            "reservation",
            "requested",
            TestStations.NOON,
            "c1",
            5,
            JsonView.parse(
                "{\"connector\":2,\"idToken\":\"TAG\",\"expiresAt\":\"2026-03-01T11:00:00Z\"}")),
        new FlowAdvanced(
            "reservation-2", "reservation", "active", TestStations.NOON, JsonView.EMPTY),
        new FlowStarted(
            "reset-4", "reset", "requested", TestStations.NOON, "c2", null, JsonView.EMPTY),
        new FlowEnded("reset-4", "reset", "done", JsonView.parse("{\"reason\":\"RemoteReset\"}")));

    JsonNode reservations = get("/api/v1/stations/CP-1/reservations").path("items");
    assertEquals(1, reservations.size());
    JsonNode reservation = reservations.get(0);
    assertEquals(5, reservation.path("id").asInt());
    assertEquals(2, reservation.path("connector").asInt());
    assertEquals("TAG", reservation.path("idToken").asText());
    assertEquals("2026-03-01T11:00:00Z", reservation.path("expiresAt").asText());
    assertEquals("active", reservation.path("status").asText());

    JsonNode flows = get("/api/v1/stations/CP-1/flows").path("items");
    assertEquals("reset-4", flows.get(0).path("id").asText());
    assertEquals("done", flows.get(0).path("outcome").asText());
    assertEquals("RemoteReset", flows.get(0).path("result").path("reason").asText());
    assertEquals("reservation-2", flows.get(1).path("id").asText());
    assertTrue(flows.get(1).path("outcome").isNull());
  }
}
