// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.DerControlEvent.DerControlInstalled;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsCleared;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamOpened;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.LocalListEvent.LocalListVersionTold;
import dev.stationkeeper.station.event.MonitorReading;
import dev.stationkeeper.station.event.SmartChargingEvent.ChargingProfileInstalled;
import dev.stationkeeper.station.event.SmartChargingEvent.EvNeedsTold;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.TariffEvent.TariffInstalled;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a station is known to have, as the API shows it. */
class DevicePartsTest extends OperationsFixture {
  private static final String STATION = "CP-1";

  @BeforeEach
  void start() {
    stations.connect(STATION, OcppVersion.V2_1);
  }

  private JsonNode part(String path) {
    return get("/api/v1/stations/" + STATION + path);
  }

  private JsonNode only(String path) {
    JsonNode items = part(path).path("items");
    assertEquals(1, items.size(), items.toString());
    return items.get(0);
  }

  @Test
  void aStationOfWhichNothingIsKnownHasNone() {
    for (String path :
        List.of(
            "/charging-profiles",
            "/ev-needs",
            "/tariffs",
            "/der-controls",
            "/event-streams",
            "/monitors")) {
      assertEquals(0, part(path).path("items").size(), path);
    }
    assertTrue(part("/local-list").path("version").isNull());
    assertEquals(404, api.ask("vera", "GET", "/api/v1/stations/NONE/tariffs").status());
  }

  @Test
  void whatTheMachineKnowsIsShown() {
    stations.happened(
        STATION,
        new ChargingProfileInstalled(
            7, "TxProfile", "Absolute", 2, 1, "T-1", TestStations.NOON, null, "CSO"),
        new EvNeedsTold(1, null, "AC_BPT", "DynamicControl", 3, List.of("maxDischargePower")),
        new TariffInstalled("day", 0, null, "d"),
        new DerControlInstalled("c", "FreqDroop", true, 1, null, List.of()),
        new EventStreamOpened(4, 9, 60, null),
        new LocalListVersionTold(12));

    JsonNode profile = only("/charging-profiles");
    assertEquals(7, profile.path("id").asInt());
    assertEquals("T-1", profile.path("transactionId").asText());
    assertTrue(profile.path("validTo").isNull());
    assertEquals("DynamicControl", only("/ev-needs").path("control").asText());
    assertEquals("day", only("/tariffs").path("tariffId").asText());
    assertEquals("installed", only("/der-controls").path("standing").asText());
    assertEquals(9, only("/event-streams").path("monitorId").asInt());
    assertEquals(12, part("/local-list").path("version").asInt());
  }

  private static MonitorReading monitor(int id) {
    return new MonitorReading(
        id,
        "EVSE",
        null,
        1,
        null,
        "Power",
        null,
        "Delta",
        new BigDecimal("2.5"),
        5,
        false,
        "CustomMonitor");
  }

  private List<String> monitors() {
    return StreamSupport.stream(part("/monitors").path("items").spliterator(), false)
        .map(item -> item.path("id").asText() + (item.path("isOld").asBoolean() ? " old" : ""))
        .toList();
  }

  @Test
  @DisplayName("N04.FR.19: after a boot monitors are old until they are read again")
  @Tag("N04.FR.19")
  void monitorsAreOldAfterABoot() {
    stations.happened(
        STATION,
        new MonitorsReported("NotifyMonitoringReport", 1, List.of(monitor(3), monitor(4))),
        new MonitorsReported("SetVariableMonitoring", null, List.of(monitor(5))),
        new MonitorsCleared(List.of(4)));
    assertEquals(List.of("3", "5"), monitors());
    assertEquals(2.5, part("/monitors").path("items").get(0).path("value").asDouble());
    JsonNode first = part("/monitors?limit=1");
    assertEquals(
        5,
        part("/monitors?cursor=" + first.path("next").asText())
            .path("items")
            .get(0)
            .path("id")
            .asInt());

    stations.happened(
        STATION,
        new BootNotified("V", "M", null, null, null, null, null),
        new MonitorsReported("NotifyMonitoringReport", 2, List.of(monitor(5), monitor(8))));
    assertEquals(List.of("3 old", "5", "8"), monitors());

    stations.happened(
        STATION, new FlowEnded("monitorsAgain-9", "monitorsAgain", "complete", JsonView.EMPTY));
    assertEquals(List.of("5", "8"), monitors());
  }

  private int swap(String token) {
    String payload =
        "{\"requestId\":1,\"idToken\":{\"idToken\":\"" + token + "\",\"type\":\"Central\"}}";
    return api.send(
            "otto",
            "POST",
            "/api/v1/stations/" + STATION + "/commands",
            "{\"action\":\"RequestBatterySwap\",\"payload\":" + payload + "}")
        .status();
  }

  private void token(String token) {
    assertEquals(201, api.send("otto", "POST", "/api/v1/tokens", token).status());
  }

  @Test
  @DisplayName("S02.FR.03: batteries are swapped for an authorised token only")
  @Tag("S02.FR.03")
  void batteriesAreSwappedForAnAuthorisedToken() {
    token("{\"idToken\":\"good\"}");
    token("{\"idToken\":\"stolen\",\"status\":\"Blocked\"}");
    token("{\"idToken\":\"past\",\"expiresAt\":\"2026-11-22T11:59:59Z\"}");
    assertEquals(202, swap("GOOD"));
    assertEquals("RequestBatterySwap", stations.submitted.getFirst().action().name());
    for (String token : List.of("stolen", "past", "stranger")) {
      assertEquals(422, swap(token), token);
    }
    assertEquals(1, stations.submitted.size());
  }
}
