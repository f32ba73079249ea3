// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.T0;
import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvailabilityTest {
  static String status16(int connector, String status, @Nullable String at) {
    return "{\"connectorId\":%d,\"errorCode\":\"NoError\",\"status\":\"%s\"%s}"
        .formatted(connector, status, at == null ? "" : ",\"timestamp\":\"" + at + "\"");
  }

  private static String status2(String status, String at) {
    return "{\"timestamp\":\"%s\",\"connectorStatus\":\"%s\",\"evseId\":2,\"connectorId\":1}"
        .formatted(at, status);
  }

  private static String statusOf(MachineFixture station, ConnectorId id) {
    return station.state().connectors().find(id).orElseThrow().status();
  }

  @Tag("HB-01")
  @Tag("G02.FR.03")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void aHeartbeatIsAnsweredWithOurTimeAndLeavesNoEvent(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "Heartbeat", "{}")
        .thenNothingBut(
            new Effect.Send(1, result("1", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}")));
  }

  @Tag("T16-20")
  @Tag("BOOT-07")
  @Test
  void connectorZeroOf16IsTheStationItself() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StatusNotification", status16(0, "Available", null))
            .thenFrames(result("1", "{}"))
            .whenCall("2", "StatusNotification", status16(1, "Charging", null));

    assertEquals("Available", statusOf(station, new ConnectorId(null, 0)));
    assertEquals("Charging", statusOf(station, new ConnectorId(null, 1)));
    assertEquals(
        List.of(new ConnectorStatusReported(null, 1, "Charging", "NoError", null, null, null, T0)),
        station.events(ConnectorStatusReported.class));
  }

  @Tag("BOOT-07")
  @Tag("G01")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.station.AvailabilityTest#versions2x")
  void aStatusOf2xNamesTheEvse(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "StatusNotification", status2("Occupied", "2026-03-01T09:00:00Z"))
            .thenFrames(result("1", "{}"));
    assertEquals("Occupied", statusOf(station, new ConnectorId(2, 1)));
  }

  static List<OcppVersion> versions2x() {
    return List.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  @Tag("T16-21")
  @Test
  void aLateOlderStatusIsAFactAndDoesNotReplaceTheNewer() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StatusNotification", status16(1, "Charging", "2026-03-01T09:30:00Z"))
            .whenCall("2", "StatusNotification", status16(1, "Preparing", "2026-03-01T09:29:00Z"));

    assertEquals(1, station.events(ConnectorStatusReported.class).size());
    assertEquals("Charging", statusOf(station, new ConnectorId(null, 1)));
  }

  @Test
  void aClockThatRunsAheadDoesNotBlockLaterReports() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StatusNotification", status16(1, "Charging", "2030-01-01T00:00:00Z"))
            .later(Duration.ofMinutes(1))
            .whenCall("2", "StatusNotification", status16(1, "Finishing", null));
    assertEquals("Finishing", statusOf(station, new ConnectorId(null, 1)));
  }

  @Test
  void aClockThatWasResetByARebootDoesNotBlockLaterReports() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StatusNotification", status16(1, "Charging", "2026-03-01T09:30:00Z"))
            .given(new BootNotified("Acme", "One", null, null, null, null, null))
            .whenCall("2", "StatusNotification", status16(1, "Available", "1970-01-01T00:00:09Z"));
    assertEquals("Available", statusOf(station, new ConnectorId(null, 1)));
  }

  @Tag("G01")
  @Tag("G-status")
  @Test
  void theAvailabilityOfAConnectorMayComeAsAVariable() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall(
                "1",
                "NotifyEvent",
                "{\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":0,\"eventData\":[{"
                    + "\"eventId\":1,\"timestamp\":\"2026-03-01T09:59:00Z\",\"trigger\":\"Delta\","
                    + "\"actualValue\":\"Faulted\",\"eventNotificationType\":\"HardWiredNotification\","
                    + "\"component\":{\"name\":\"Connector\",\"evse\":{\"id\":1,\"connectorId\":2}},"
                    + "\"variable\":{\"name\":\"AvailabilityState\"}},{"
                    + "\"eventId\":2,\"timestamp\":\"2026-03-01T09:59:00Z\",\"trigger\":\"Delta\","
                    + "\"actualValue\":\"40\",\"eventNotificationType\":\"HardWiredNotification\","
                    + "\"component\":{\"name\":\"Cabinet\"},\"variable\":{\"name\":\"Temperature\"}}]}")
            .thenFrames(result("1", "{}"));
    assertEquals(
        List.of(
            new ConnectorStatusReported(
                1, 2, "Faulted", null, null, null, null, Instant.parse("2026-03-01T09:59:00Z"))),
        station.events(ConnectorStatusReported.class));
  }

  @Test
  void theConnectorsOfAStationAreBounded() {
    MachineFixture station = MachineFixture.accepted(OcppVersion.V1_6);
    for (int i = 0; i < Connectors.LIMIT; i++) {
      station.whenCall("s" + i, "StatusNotification", status16(i, "Available", null));
    }
    assertEquals(List.of(), station.counts());
    station.whenCall("x", "StatusNotification", status16(9999, "Available", null));
    assertEquals(List.of("connector_table_full"), station.counts());
    assertEquals(Connectors.LIMIT, station.state().connectors().all().size());
  }
}
