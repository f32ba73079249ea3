// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.availability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.AvailabilityEvent.AvailabilityChanged;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of availability (G03, G04; 1.6 ChangeAvailability). */
class AvailabilityFlowTest {
  private static final String SCHEDULED = "{\"status\":\"Scheduled\"}";
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  private static String change(OcppVersion version, boolean operative) {
    String word = operative ? "Operative" : "Inoperative";
    return version.equals(OcppVersion.V1_6)
        ? "{\"connectorId\":1,\"type\":\"%s\"}".formatted(word)
        : "{\"operationalStatus\":\"%s\",\"evse\":{\"id\":1}}".formatted(word);
  }

  private static String status(OcppVersion version, int place, String status) {
    return version.equals(OcppVersion.V1_6)
        ? "{\"connectorId\":%d,\"errorCode\":\"NoError\",\"status\":\"%s\"}"
            .formatted(place, status)
        : ("{\"timestamp\":\"2026-03-01T10:00:00Z\",\"connectorStatus\":\"%s\",\"evseId\":%d,"
                + "\"connectorId\":1}")
            .formatted(status, place);
  }

  private static MachineFixture changed(OcppVersion version, String answer) {
    return MachineFixture.accepted(version)
        .whenCommand("c1", "ChangeAvailability", change(version, false))
        .whenAnswer("m1", answer);
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList();
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("G03, G04: Accepted is done, and the setting is known for its level")
  @Tag("G03")
  @Tag("G04")
  void anAcceptedChangeIsDone(OcppVersion version) {
    MachineFixture station = changed(version, ACCEPTED);
    assertEquals(List.of("done"), outcomes(station));
    assertEquals(1, station.history(AvailabilityChanged.class).size());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("G03, G04: Scheduled is done when the status of the connector follows")
  @Tag("G03")
  @Tag("G04")
  void aScheduledChangeIsDoneWithTheStatus(OcppVersion version) {
    MachineFixture station =
        changed(version, SCHEDULED)
            .whenCall("1", "StatusNotification", status(version, 2, "Unavailable"));
    assertEquals(List.of(), outcomes(station));

    station
        .whenKilledAndRestarted()
        .whenReconnected(version)
        .whenCall("2", "StatusNotification", status(version, 1, "Unavailable"));
    assertEquals(List.of("done"), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void aLaterChangeOfThePlaceSupersedesTheScheduledOne(OcppVersion version) {
    MachineFixture station =
        changed(version, SCHEDULED)
            .whenCommand("c2", "ChangeAvailability", change(version, true))
            .whenAnswer("m2", ACCEPTED);
    assertEquals(List.of("superseded", "done"), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void aRefusedChangeSetsNothing(OcppVersion version) {
    MachineFixture station = changed(version, "{\"status\":\"Rejected\"}");
    assertEquals(List.of("refused"), outcomes(station));
    assertEquals(List.of(), station.history(AvailabilityChanged.class));
  }

  @Test
  @DisplayName("G03.FR.06, G03.FR.08: each level keeps its own setting, and no reboot changes it")
  @Tag("G03.FR.06")
  @Tag("G03.FR.08")
  @Tag("B11.FR.02")
  void levelsAreKeptApartOverAReboot() {
    AvailabilitySettings settings =
        changed(OcppVersion.V2_0_1, ACCEPTED)
            .whenCommand("c2", "ChangeAvailability", "{\"operationalStatus\":\"Operative\"}")
            .whenAnswer("m2", ACCEPTED)
            .whenReconnected(OcppVersion.V2_0_1)
            .whenCall(
                "b",
                "BootNotification",
                "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":"
                    + "\"V\"}}")
            .state()
            .parts()
            .get(AvailabilitySettings.class);
    assertEquals(
        List.of(
            new AvailabilitySettings.Setting(1, null, false),
            new AvailabilitySettings.Setting(null, null, true)),
        settings.all());
  }
}
