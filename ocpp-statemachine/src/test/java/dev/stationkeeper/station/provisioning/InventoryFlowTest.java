// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import static dev.stationkeeper.station.MachineFixture.call;
import static dev.stationkeeper.station.provisioning.BootFixture.boot;
import static dev.stationkeeper.station.provisioning.BootFixture.booted;
import static dev.stationkeeper.station.provisioning.BootFixture.decision;
import static dev.stationkeeper.station.provisioning.BootFixture.overdue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole report after the first boot (B07.FR.14). */
class InventoryFlowTest {
  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static boolean inventoried(MachineFixture station) {
    return station.state().parts().get(Configuration.class).inventoried();
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream()
        .filter(end -> end.kind().equals("inventory"))
        .map(FlowEnded::outcome)
        .toList();
  }

  private static MachineFixture taken16() {
    MachineFixture station =
        booted(MachineFixture.fresh(OcppVersion.V1_6), OcppVersion.V1_6, "Accepted");
    return overdue(station, "inventory")
        .whenAnswer(
            "m2", "{\"configurationKey\":[{\"key\":\"HeartbeatInterval\",\"readonly\":false}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accepted", "Pending"})
  void underOneSixAllKeysAreAskedFor(String status) {
    MachineFixture station =
        booted(MachineFixture.fresh(OcppVersion.V1_6), OcppVersion.V1_6, status);
    assertEquals(Duration.ofSeconds(10), settles(station));

    overdue(station, "inventory").thenFrames(call("m2", "GetConfiguration", "{}"));
    station.whenAnswer("m2", "{\"configurationKey\":[]}");
    assertEquals(List.of("complete"), outcomes(station));
    assertTrue(inventoried(station));
  }

  private static Duration settles(MachineFixture station) {
    var flow = station.state().flows().of("inventory").findFirst().orElseThrow();
    return Duration.between(station.now(), flow.deadline());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.1", "2.1"})
  @Tag("B07.FR.14")
  void laterTheFullInventoryIsAskedFor(String number) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    MachineFixture station = booted(MachineFixture.fresh(version), version, "Accepted");
    overdue(station, "inventory")
        .thenFrames(
            call("m2", "GetBaseReport", "{\"requestId\":1,\"reportBase\":\"FullInventory\"}"));

    station
        .whenAnswer("m2", "{\"status\":\"Accepted\"}")
        .whenCall(
            "1",
            "NotifyReport",
            "{\"requestId\":1,\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":0}");
    assertEquals(List.of("complete"), outcomes(station));
    assertTrue(inventoried(station));
  }

  @Test
  void whatIsKnownIsNotAskedForAgainUntilTheFirmwareChanges() {
    MachineFixture station = taken16();
    booted(station, OcppVersion.V1_6, "Accepted");
    assertTrue(station.state().flows().running().isEmpty());

    station
        .whenCall("b", "BootNotification", boot(OcppVersion.V1_6, "2"))
        .whenDecided("b", decision("Accepted"));
    assertEquals(1, station.state().flows().of("inventory").count());
    assertFalse(inventoried(station));
  }

  @Test
  void anotherVersionOfTheProtocolHasOtherNames() {
    MachineFixture station = taken16().whenReconnected(OcppVersion.V2_0_1);
    booted(station, OcppVersion.V2_0_1, "Accepted");
    assertEquals(1, station.state().flows().of("inventory").count());
  }

  @Test
  void aRefusalIsAnEndAndTheNextBootAsksAgain() {
    MachineFixture station =
        booted(MachineFixture.fresh(OcppVersion.V2_1), OcppVersion.V2_1, "Accepted");
    overdue(station, "inventory").whenAnswer("m2", "{\"status\":\"NotSupported\"}");
    assertEquals(List.of("refused"), outcomes(station));

    booted(station, OcppVersion.V2_1, "Accepted");
    assertEquals(1, station.state().flows().of("inventory").count());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRejectedStationIsAskedForNothing(OcppVersion version) {
    MachineFixture station = booted(MachineFixture.fresh(version), version, "Rejected");
    assertTrue(station.state().flows().running().isEmpty());

    booted(station, version, "Accepted");
    booted(station, version, "Rejected");
    assertEquals(List.of("notAccepted"), outcomes(station));
  }

  @Test
  void anInventoryThatWasAskedForOfflineWaitsForTheStation() {
    MachineFixture station =
        booted(MachineFixture.fresh(OcppVersion.V1_6), OcppVersion.V1_6, "Accepted")
            .whenKilledAndRestarted();
    overdue(station, "inventory").thenFrames();

    station
        .when(
            new dev.stationkeeper.station.Input.Opened(2, OcppVersion.V1_6, MachineFixture.ADDRESS))
        .thenFrames(call("m2", "GetConfiguration", "{}"));
  }
}
