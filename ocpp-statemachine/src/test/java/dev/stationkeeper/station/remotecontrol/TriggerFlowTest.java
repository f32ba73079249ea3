// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.FlowAssertions;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Triggered messages (F06; 1.6 Remote Trigger). */
class TriggerFlowTest {
  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static MachineFixture asked(OcppVersion version) {
    return MachineFixture.accepted(version)
        .whenCommand("c1", "TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}");
  }

  private static List<String> outcomes(MachineFixture station) {
    return FlowAssertions.ends(station, "trigger");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theMessageEndsItAlsoBeforeTheAnswer(OcppVersion version) {
    assertEquals(
        List.of("received"),
        outcomes(
            asked(version)
                .whenAnswer("m1", "{\"status\":\"Accepted\"}")
                .whenCall("1", "Heartbeat", "{}")));
    assertEquals(
        List.of("received"),
        outcomes(
            asked(version)
                .whenCall("1", "Heartbeat", "{}")
                .whenAnswer("m1", "{\"status\":\"Accepted\"}")));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @Tag("O16-04")
  void aMessageThatDoesNotComeIsOverdue(OcppVersion version) {
    MachineFixture station = asked(version).whenAnswer("m1", "{\"status\":\"Accepted\"}");
    String id = station.state().flows().running().getFirst().id();
    station.later(Duration.ofMinutes(2)).when(new Input.TimerFired(new TimerKey("flow", id)));
    assertEquals(List.of("timedOut"), outcomes(station));
  }

  @Test
  void aRefusalSaysWhichOne() {
    assertEquals(
        List.of("notImplemented"),
        outcomes(asked(OcppVersion.V1_6).whenAnswer("m1", "{\"status\":\"NotImplemented\"}")));
    assertEquals(
        List.of("refused"),
        outcomes(asked(OcppVersion.V2_1).whenAnswer("m1", "{\"status\":\"Rejected\"}")));
  }

  @Test
  void aCertificateRequestAnswersItsTrigger() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand(
                "c1", "TriggerMessage", "{\"requestedMessage\":\"SignChargingStationCertificate\"}")
            .whenCall("1", "SignCertificate", "{\"csr\":\"PEM\"}");
    assertEquals(List.of("received"), outcomes(station));
  }
}
