// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import static dev.stationkeeper.station.MachineFixture.call;
import static dev.stationkeeper.station.provisioning.BootFixture.booted;
import static dev.stationkeeper.station.provisioning.BootFixture.overdue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A station that was told to wait (B02; BOOT-03, BOOT-04). */
class PendingFlowTest {
  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static MachineFixture pending(OcppVersion version) {
    return booted(MachineFixture.fresh(version), version, "Pending");
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream()
        .filter(end -> end.kind().equals("pending"))
        .map(FlowEnded::outcome)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theNextBootEndsTheWait(OcppVersion version) {
    MachineFixture station = pending(version);
    booted(station, version, "Accepted");
    assertEquals(List.of("accepted"), outcomes(station));
    assertTrue(station.state().registration().isAccepted());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aStationThatAsksAgainIsGivenTimeAgain(OcppVersion version) {
    MachineFixture station = pending(version).later(Duration.ofMinutes(10));
    booted(station, version, "Pending");
    var flow = station.state().flows().of("pending").findFirst().orElseThrow();
    assertEquals(station.now().plus(Duration.ofMinutes(30)), flow.deadline());
    assertEquals(List.of(), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aStationThatForgetsToAskIsAskedToAndThenGivenUp(OcppVersion version) {
    MachineFixture station = pending(version);
    overdue(station, "inventory")
        .when(new Input.CommandCancelled("m1"))
        .whenAnswer("m2", "{\"status\":\"Rejected\"}");
    overdue(station, "pending");
    assertEquals(
        List.of(call("m4", "TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}")),
        station.frames());

    overdue(station, "pending");
    assertEquals(List.of("timedOut"), outcomes(station));
    assertTrue(station.state().registration().isPending());
  }

  @Test
  void theWaitOutlivesARestartOfTheServer() {
    MachineFixture station =
        pending(OcppVersion.V2_0_1).later(Duration.ofHours(1)).whenKilledAndRestarted();
    assertEquals(List.of("timedOut"), outcomes(station), "there is no socket to ask it by");
  }

  @Test
  void aPendingStationIsConfiguredAndThenAccepted() {
    MachineFixture station =
        pending(OcppVersion.V2_0_1)
            .whenCommand(
                "c1",
                "SetVariables",
                "{\"setVariableData\":[{\"attributeValue\":\"60\","
                    + "\"component\":{\"name\":\"OCPPCommCtrlr\"},"
                    + "\"variable\":{\"name\":\"HeartbeatInterval\"}}]}")
            .whenAnswer(
                "m1",
                "{\"setVariableResult\":[{\"attributeStatus\":\"Accepted\","
                    + "\"component\":{\"name\":\"OCPPCommCtrlr\"},"
                    + "\"variable\":{\"name\":\"HeartbeatInterval\"}}]}");
    assertEquals(
        "60", station.events(VariablesReported.class).getFirst().variables().getFirst().value());

    station.whenCommand("c2", "TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}");
    booted(station, OcppVersion.V2_0_1, "Accepted");
    assertTrue(station.state().registration().isAccepted());
    assertEquals(List.of("accepted"), outcomes(station));
  }
}
