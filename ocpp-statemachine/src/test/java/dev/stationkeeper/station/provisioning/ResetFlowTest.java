// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import static dev.stationkeeper.station.provisioning.BootFixture.boot;
import static dev.stationkeeper.station.provisioning.BootFixture.overdue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;
import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import dev.stationkeeper.station.event.StationEvent.ConnectionClosed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reset and the boot after it (B11, B12; 1.6 Core, Reset; state-machine: reset flow). */
class ResetFlowTest {
  private static final String START =
      "{\"connectorId\":1,\"idTag\":\"TAG\",\"timestamp\":\"2026-03-01T09:59:00Z\","
          + "\"meterStart\":100}";
  private static final String STOP =
      "{\"transactionId\":1001,\"timestamp\":\"2026-03-01T10:00:00Z\",\"meterStop\":900,"
          + "\"reason\":\"SoftReset\"}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static String reset(OcppVersion version) {
    return version.equals(OcppVersion.V1_6) ? "{\"type\":\"Soft\"}" : "{\"type\":\"Immediate\"}";
  }

  private static MachineFixture asked(OcppVersion version) {
    return MachineFixture.accepted(version).whenCommand("c1", "Reset", reset(version));
  }

  private static MachineFixture back(MachineFixture station, OcppVersion version, String reason) {
    return station
        .whenReconnected(version)
        .whenCall("b", "BootNotification", boot(version, "1", reason));
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream()
        .map(end -> end.outcome() + end.attributes().text())
        .toList();
  }

  private static List<String> steps(MachineFixture station) {
    return station.history(FlowAdvanced.class).stream().map(FlowAdvanced::step).toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anAcceptedResetIsDoneWithTheBoot(OcppVersion version) {
    MachineFixture station =
        back(asked(version).whenAnswer("m1", "{\"status\":\"Accepted\"}"), version, "RemoteReset");
    assertEquals(List.of("accepted", "down"), steps(station));
    assertEquals(
        List.of(
            version.equals(OcppVersion.V1_6)
                ? "done{\"transactions\":0}"
                : "done{\"reason\":\"RemoteReset\",\"transactions\":0}"),
        outcomes(station));
  }

  @Test
  void theLossOfTheConnectionIsAStepWithADeadline() {
    MachineFixture station =
        asked(OcppVersion.V2_1)
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .when(new Input.Closed(1, 1001, "reset"));
    station
        .thenEvents(
            new ConnectionClosed(1, 1001, "reset"),
            new FlowAdvanced(
                "reset-5",
                "reset",
                "down",
                station.now().plus(Duration.ofMinutes(15)),
                JsonView.EMPTY))
        .thenEffects(
            new Effect.SetTimer(
                new TimerKey("flow", "reset-5"), station.now().plus(Duration.ofMinutes(15))));

    overdue(station, "reset");
    assertEquals(List.of("timedOut{}"), outcomes(station));
  }

  @Test
  void aStopBehindTheResetIsServedAndTheResetIsFollowedAlthoughItsAnswerIsLost() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", START)
            .whenDecided("1", "{\"transactionId\":1,\"idTagInfo\":{\"status\":\"Accepted\"}}")
            .whenCommand("c1", "Reset", "{\"type\":\"Soft\"}");
    assertEquals(
        "{\"type\":\"Soft\",\"transactions\":1}",
        station.events(FlowStarted.class).getFirst().attributes().text());

    back(station.whenCall("2", "StopTransaction", STOP), OcppVersion.V1_6, "");
    assertEquals(List.of("unanswered", "down"), steps(station));
    assertEquals(List.of("done{\"transactions\":0}"), outcomes(station));
  }

  @Test
  void anEndThatComesAfterTheBootFindsItsTransaction() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", START)
            .whenDecided("1", "{\"transactionId\":1,\"idTagInfo\":{\"status\":\"Accepted\"}}")
            .whenCommand("c1", "Reset", "{\"type\":\"Hard\"}")
            .whenAnswer("m1", "{\"status\":\"Accepted\"}");
    back(station, OcppVersion.V1_6, "");
    assertEquals(List.of("done{\"transactions\":1}"), outcomes(station));

    station
        .whenDecided("b", BootFixture.decision("Accepted"))
        .whenCall("2", "StopTransaction", STOP);
    assertEquals(List.of(), station.state().transactions().open());
  }

  @Test
  void aScheduledResetWaitsForDaysAndKnowsAnotherReason() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "Reset", "{\"type\":\"OnIdle\"}")
            .whenAnswer("m1", "{\"status\":\"Scheduled\"}");
    var flow = station.state().flows().of("reset").findFirst().orElseThrow();
    assertEquals("scheduled", flow.step());
    assertEquals(station.now().plus(Duration.ofDays(7)), flow.deadline());

    back(station, OcppVersion.V2_0_1, "PowerUp");
    assertEquals(List.of("rebooted{\"reason\":\"PowerUp\",\"transactions\":0}"), outcomes(station));
  }

  @Test
  void theResetOfAnEvseIsDoneWithItsNextStatusAndNeedsNoBoot() {
    String status =
        "{\"timestamp\":\"2026-03-01T10:00:00Z\",\"connectorStatus\":\"Available\","
            + "\"evseId\":%d,\"connectorId\":1}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "Reset", "{\"type\":\"Immediate\",\"evseId\":2}")
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .whenCall("1", "StatusNotification", status.formatted(1));
    assertEquals(List.of(), outcomes(station));

    station.whenCall("2", "StatusNotification", status.formatted(2));
    assertEquals(List.of("done{}"), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRefusedResetEnds(OcppVersion version) {
    assertEquals(
        List.of("refused{\"status\":\"Rejected\"}"),
        outcomes(asked(version).whenAnswer("m1", "{\"status\":\"Rejected\"}")));
  }

  @Test
  void aBootForAnotherReasonWhileOurCallIsOutDoesNotEndIt() {
    MachineFixture station =
        asked(OcppVersion.V2_0_1)
            .whenCall("b", "BootNotification", boot(OcppVersion.V2_0_1, "1", "Watchdog"));
    assertEquals(List.of(), outcomes(station));
  }
}
