// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.overdue;
import static dev.stationkeeper.station.FlowAssertions.running;
import static dev.stationkeeper.station.FlowAssertions.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A station's certificate (A02, A03; 1.6 security whitepaper; state-machine: certificate flows).
 */
class CertificateFlowTest {
  private static final String KIND = "certificate";
  private static final String CHAIN = "{\"certificateChain\":\"chain\"}";
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static MachineFixture requested(OcppVersion version) {
    return csr(MachineFixture.accepted(version), "1");
  }

  private static MachineFixture csr(MachineFixture station, String id) {
    return station.whenCall(id, "SignCertificate", "{\"csr\":\"csr" + id + "\"}");
  }

  private static MachineFixture atCa(OcppVersion version) {
    return requested(version).whenDecided("1", ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A02.FR.11: from the request over the authority to the installation")
  void aRequestLeadsToAnInstalledCertificate(OcppVersion version) {
    MachineFixture station = requested(version);
    assertEquals("csrReceived", running(station, KIND).step());
    station
        .whenDecided("1", ACCEPTED)
        .whenCommand("c1", "CertificateSigned", CHAIN)
        .whenAnswer("m1", ACCEPTED);
    assertEquals(List.of("atCa", "delivering"), steps(station, KIND));
    assertEquals(List.of("installed"), ends(station, KIND));
  }

  @Tag("A02-flow")
  @Test
  @DisplayName("A02-flow: a trigger ends with the request, and a refused one at once")
  void aTriggerEndsWithTheRequest() {
    String trigger = "{\"requestedMessage\":\"SignChargingStationCertificate\"}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "TriggerMessage", trigger)
            .whenAnswer("m1", ACCEPTED);
    assertEquals("triggered", running(station, KIND).step());
    csr(station, "1");
    assertEquals(List.of("received"), ends(station, KIND));
    assertEquals("csrReceived", running(station, KIND).step());

    MachineFixture refusing =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "TriggerMessage", trigger)
            .whenAnswer("m1", "{\"status\":\"NotImplemented\"}");
    assertEquals(List.of("refused"), ends(refusing, KIND));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A02.FR.12: without an authority the request is rejected")
  void aRejectedRequestEndsIt(OcppVersion version) {
    MachineFixture station = requested(version).whenUndecided("1");
    station.thenFrames(MachineFixture.result("1", "{\"status\":\"Rejected\"}"));
    assertEquals(List.of("caFailed"), ends(station, KIND));
  }

  @Tag("A02-retry")
  @Test
  @DisplayName("A02-retry: the newest request wins, and what waits for the older is not sent")
  void theNewestRequestWins() {
    MachineFixture station =
        atCa(OcppVersion.V2_0_1)
            .whenCommand("c0", "ClearCache", "{}")
            .whenCommand("c1", "CertificateSigned", CHAIN);
    csr(station, "2");
    assertEquals(List.of("superseded"), ends(station, KIND));
    assertEquals(
        List.of("c1 cancelled"),
        station.events(CommandEnded.class).stream()
            .map(end -> end.commandId() + " " + end.status())
            .toList());
    station
        .whenDecided("2", ACCEPTED)
        .whenAnswer("m1", ACCEPTED)
        .whenCommand("c2", "CertificateSigned", CHAIN)
        .whenAnswer("m2", ACCEPTED);
    assertEquals(List.of("superseded", "installed"), ends(station, KIND));
  }

  @Tag("A02.FR.25")
  @Tag("A03.FR.21")
  @Test
  @DisplayName("A02.FR.25: in 2.1 a chain for another number is not that of this request")
  void chainsAreTiedByTheirNumber() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall("1", "SignCertificate", "{\"csr\":\"csr\",\"requestId\":5}")
            .whenDecided("1", ACCEPTED)
            .whenCommand(
                "c1", "CertificateSigned", "{\"certificateChain\":\"chain\",\"requestId\":4}")
            .whenAnswer("m1", ACCEPTED);
    assertEquals("atCa", running(station, KIND).step());
    station
        .whenCommand("c2", "CertificateSigned", "{\"certificateChain\":\"chain\",\"requestId\":5}")
        .whenAnswer("m2", ACCEPTED);
    assertEquals(List.of("installed"), ends(station, KIND));
  }

  @Test
  @DisplayName("A03: a V2G certificate is another one than the station's")
  void typesAreKeptApart() {
    MachineFixture station =
        atCa(OcppVersion.V2_0_1)
            .whenCall(
                "2", "SignCertificate", "{\"csr\":\"csr\",\"certificateType\":\"V2GCertificate\"}");
    assertEquals(List.of(), ends(station, KIND));
    assertEquals(2, station.state().flows().of(KIND).count());
  }

  @Test
  @DisplayName("A chain whose answer was lost is sent again after the reconnect, thrice in all")
  void aChainIsSentAgainAfterAReconnect() {
    MachineFixture station = atCa(OcppVersion.V2_0_1).whenCommand("c1", "CertificateSigned", CHAIN);
    station.whenReconnected(OcppVersion.V2_0_1);
    assertEquals(List.of(MachineFixture.call("m3", "CertificateSigned", CHAIN)), station.frames());
    assertEquals("delivering", running(station, KIND).step());
    station.whenReconnected(OcppVersion.V2_0_1).whenReconnected(OcppVersion.V2_0_1);
    assertEquals(List.of("failed"), ends(station, KIND));
  }

  @Test
  @DisplayName("A station that is away gets its certificate when it is back")
  void aStationThatIsAwayIsWaitedFor() {
    MachineFixture station = atCa(OcppVersion.V2_0_1);
    station
        .when(new Input.Closed(1, 1006, "gone"))
        .when(
            new Input.CommandSubmitted(
                new Command(
                    "c1",
                    Action.of("CertificateSigned"),
                    JsonView.parse(CHAIN),
                    station.now().plus(Duration.ofDays(2)),
                    "ca")));
    overdue(station, KIND);
    assertEquals(List.of(), ends(station, KIND));
    station.whenKilledAndRestarted();
    station
        .when(new Input.Opened(2, OcppVersion.V2_0_1, MachineFixture.ADDRESS))
        .whenAnswer("m1", ACCEPTED);
    assertEquals(List.of("installed"), ends(station, KIND));
  }

  @Tag("A02-flow")
  @Test
  @DisplayName("A02-flow: the station may refuse what it gets")
  void theStationMayRefuseTheChain() {
    MachineFixture station =
        atCa(OcppVersion.V1_6)
            .whenCommand("c1", "CertificateSigned", CHAIN)
            .whenAnswer("m1", "{\"status\":\"Rejected\"}");
    assertEquals(List.of("refused"), ends(station, KIND));
  }

  @Test
  @DisplayName("An authority that never comes back has failed")
  void aSilentAuthorityHasFailed() {
    assertEquals(List.of("caFailed"), ends(overdue(atCa(OcppVersion.V2_1), KIND), KIND));
  }
}
