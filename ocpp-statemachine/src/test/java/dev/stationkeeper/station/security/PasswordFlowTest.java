// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.overdue;
import static dev.stationkeeper.station.FlowAssertions.running;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** New passwords of stations (A01; 1.6 AuthorizationKey). */
class PasswordFlowTest {
  private static final String KIND = "password";
  private static final String OF_PASSWORD =
      "\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"BasicAuthPassword\"}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static MachineFixture asked(OcppVersion version) {
    MachineFixture station = MachineFixture.accepted(version);
    return version.equals(OcppVersion.V1_6)
        ? station.whenCommand(
            "c1", "ChangeConfiguration", "{\"key\":\"AuthorizationKey\",\"value\":\"********\"}")
        : station.whenCommand(
            "c1",
            "SetVariables",
            "{\"setVariableData\":[{\"attributeValue\":\"********\"," + OF_PASSWORD + "}]}");
  }

  private static MachineFixture answered(OcppVersion version, String status) {
    return asked(version)
        .whenAnswer(
            "m1",
            version.equals(OcppVersion.V1_6)
                ? "{\"status\":\"" + status + "\"}"
                : ("{\"setVariableResult\":[{\"attributeStatus\":\"Accepted\","
                        + "\"component\":{\"name\":\"X\"},\"variable\":{\"name\":\"Y\"}},"
                        + "{\"attributeStatus\":\"%s\",%s}]}")
                    .formatted(status, OF_PASSWORD));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A01.FR.03: accepted, the password is changed")
  void anAcceptedPasswordIsChanged(OcppVersion version) {
    assertEquals(List.of("changed"), ends(answered(version, "Accepted"), KIND));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A01.FR.04: after any other answer it is not")
  void aRefusedPasswordIsNot(OcppVersion version) {
    assertEquals(List.of("refused"), ends(answered(version, "Rejected"), KIND));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A01-gap: when a reboot is needed both are good, and the reboot ends it")
  void aRebootIsWaitedFor(OcppVersion version) {
    MachineFixture station = answered(version, "RebootRequired");
    assertEquals("rebootRequired", running(station, KIND).step());
    station
        .whenReconnected(version)
        .whenCall(
            "b",
            "BootNotification",
            version.equals(OcppVersion.V1_6)
                ? "{\"chargePointVendor\":\"A\",\"chargePointModel\":\"B\"}"
                : "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"B\","
                    + "\"vendorName\":\"A\"}}");
    assertEquals(List.of("rebooted"), ends(station, KIND));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A01-gap: a lost answer decides nothing")
  void aLostAnswerDecidesNothing(OcppVersion version) {
    MachineFixture station = asked(version).whenReconnected(version);
    assertEquals("unanswered", running(station, KIND).step());
    assertEquals(List.of("timedOut"), ends(overdue(station, KIND), KIND));
  }

  @Test
  @DisplayName("Other keys and variables are no password")
  void otherKeysAreNone() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand(
                "c1", "ChangeConfiguration", "{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}");
    assertEquals(List.of(), station.history(FlowStarted.class));
  }
}
