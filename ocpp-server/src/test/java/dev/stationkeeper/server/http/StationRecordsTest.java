// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is kept of a station, over the API: transactions, device model, reservations, flows. */
class StationRecordsTest extends OperationsFixture {
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

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
