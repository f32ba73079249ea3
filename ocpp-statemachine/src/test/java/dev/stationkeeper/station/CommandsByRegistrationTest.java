// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.call;
import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which commands go to a station that is Accepted, Pending or Rejected. */
class CommandsByRegistrationTest {
  private static final String CLEAR = "{}";

  @Tag("BOOT-05")
  @Tag("F06.FR.17")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void anAcceptedStationIsNotAskedForABoot(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}");
    assertEquals(List.of(), station.frames());
    assertEquals(
        "NotAllowed",
        station.events(CommandEnded.class).getFirst().response().string("code").orElseThrow());
  }

  @Tag("BOOT-04")
  @Test
  void aPendingStationOf16GetsEverythingButRemoteStartAndStop() {
    MachineFixture station =
        MachineFixture.fresh(OcppVersion.V1_6)
            .given(new RegistrationDecided("Pending", 60))
            .whenCommand("c1", "RemoteStartTransaction", "{\"idTag\":\"TAG\"}")
            .thenFrames()
            .whenCommand("c2", "ClearCache", CLEAR)
            .thenFrames(call("m1", "ClearCache", CLEAR));
    station.whenAnswer("m1", "{\"status\":\"Accepted\"}").thenFrames();

    station
        .whenCall("1", "BootNotification", BootTest.boot(OcppVersion.V1_6))
        .whenDecided("1", BootTest.decision("Accepted"))
        .thenFrames(
            result("1", BootTest.decision("Accepted")),
            call("m2", "RemoteStartTransaction", "{\"idTag\":\"TAG\"}"));
  }

  @Tag("B02.FR.01")
  @Tag("B02.FR.05")
  @Test
  void aPendingStationOf2xIsConfiguredAndNothingElse() {
    String variables =
        "{\"getVariableData\":[{\"component\":{\"name\":\"A\"},\"variable\":{\"name\":\"B\"}}]}";
    MachineFixture.fresh(OcppVersion.V2_0_1)
        .given(new RegistrationDecided("Pending", 60))
        .whenCommand("c1", "ClearCache", CLEAR)
        .thenFrames()
        .whenCommand("c2", "GetVariables", variables)
        .thenFrames(call("m1", "GetVariables", variables));
  }

  @Tag("B03.FR.03")
  @Test
  void aRejectedStationIsSentNothing() {
    MachineFixture.fresh(OcppVersion.V1_6)
        .given(new RegistrationDecided("Rejected", 60))
        .whenCommand("c1", "ClearCache", CLEAR)
        .thenFrames();
  }
}
