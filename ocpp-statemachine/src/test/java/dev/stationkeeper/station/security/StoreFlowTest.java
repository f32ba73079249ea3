// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.overdue;
import static dev.stationkeeper.station.FlowAssertions.running;
import static dev.stationkeeper.station.MachineFixture.call;
import static dev.stationkeeper.station.security.Certificates.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.CertificateEvent.CertificateGone;
import dev.stationkeeper.station.event.CertificateEvent.CertificatesListed;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.InstalledCertificate;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates in a station's store: installed, listed, deleted (M03, M04, M05; 1.6 the same). */
class StoreFlowTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String HASHES =
      "{\"hashAlgorithm\":\"%s\",\"issuerNameHash\":\"aa\",\"issuerKeyHash\":\"bb\",\"serialNumber\":\"%s\"}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static String root(OcppVersion version) {
    return version.equals(OcppVersion.V1_6)
        ? "CentralSystemRootCertificate"
        : "CSMSRootCertificate";
  }

  private static String install(OcppVersion version, String file) {
    return "{\"certificateType\":\"%s\",\"certificate\":%s}".formatted(root(version), json(file));
  }

  private static String delete(String algorithm, String serial) {
    return "{\"certificateHashData\":" + HASHES.formatted(algorithm, serial) + "}";
  }

  /** A station that has told one root, which it names by SHA384. */
  private static MachineFixture listed(OcppVersion version, String serial) {
    String hashes = HASHES.formatted("SHA384", serial);
    boolean old = version.equals(OcppVersion.V1_6);
    return MachineFixture.accepted(version)
        .whenCommand(
            "l1",
            "GetInstalledCertificateIds",
            old ? "{\"certificateType\":\"" + root(version) + "\"}" : "{}")
        .whenAnswer(
            "m1",
            old
                ? "{\"status\":\"Accepted\",\"certificateHashData\":[" + hashes + "]}"
                : "{\"status\":\"Accepted\",\"certificateHashDataChain\":[{\"certificateType\":\""
                    + root(version)
                    + "\",\"certificateHashData\":"
                    + hashes
                    + "}]}");
  }

  @Tag("M05")
  @Tag("1.6:M05")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("M05: an installation has one end, by the station's answer")
  void anInstallationHasOneEnd(OcppVersion version) {
    for (var end :
        List.of(
            List.of("Accepted", "installed"),
            List.of("Rejected", "refused"),
            List.of("Failed", "refused"))) {
      MachineFixture station =
          MachineFixture.accepted(version)
              .whenCommand("c1", "InstallCertificate", install(version, "old-root.pem"));
      assertEquals(
          "a01",
          running(station, "certificateInstall").attributes().string("serialNumber").orElseThrow());
      station.whenAnswer("m1", "{\"status\":\"" + end.getFirst() + "\"}");
      assertEquals(List.of(end.getLast()), ends(station, "certificateInstall"));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("An installation whose answer was lost goes on after a restart, thrice in all")
  void anInstallationGoesOnAfterARestart(OcppVersion version) {
    String payload = install(version, "old-root.pem");
    MachineFixture station =
        MachineFixture.accepted(version).whenCommand("c1", "InstallCertificate", payload);
    station.whenReconnected(version);
    assertEquals(List.of(call("m3", "InstallCertificate", payload)), station.frames());
    station.whenKilledAndRestarted();
    station.whenReconnected(version);
    assertEquals("asked", running(station, "certificateInstall").step());
    station.whenReconnected(version);
    assertEquals(List.of("failed"), ends(station, "certificateInstall"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aStationThatNeverComesBackTimesOut(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCommand("c1", "InstallCertificate", install(version, "old-root.pem"));
    assertEquals(
        List.of("timedOut"), ends(overdue(station, "certificateInstall"), "certificateInstall"));
  }

  @Tag("M03")
  @Tag("1.6:M02")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("M03: what the station tells is known, and what it finds no more is forgotten")
  void whatTheStationTellsIsKnown(OcppVersion version) {
    MachineFixture station = listed(version, "0A01");
    InstalledCertificate root =
        new InstalledCertificate(root(version), "SHA384", "aa", "bb", "0A01", null);
    List<String> types =
        version.equals(OcppVersion.V1_6) ? List.of(root(version)) : List.<String>of();
    assertEquals(
        List.of(new CertificatesListed(types, List.of(root))),
        station.history(CertificatesListed.class));
    assertEquals(List.of("listed"), ends(station, "certificateList"));
    station
        .whenCommand(
            "l2",
            "GetInstalledCertificateIds",
            version.equals(OcppVersion.V1_6)
                ? "{\"certificateType\":\"" + root(version) + "\"}"
                : "{\"certificateType\":[\"" + root(version) + "\"]}")
        .whenAnswer("m2", "{\"status\":\"NotFound\"}");
    assertEquals(List.of(), station.state().parts().get(InstalledCertificates.class).all());
    assertEquals(List.of("listed", "notFound"), ends(station, "certificateList"));
  }

  @Tag("M03")
  @Test
  @DisplayName("M03: those below a V2G certificate are told with it")
  void childrenAreToldWithTheirChain() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("l1", "GetInstalledCertificateIds", "{}")
            .whenAnswer(
                "m1",
                "{\"status\":\"Accepted\",\"certificateHashDataChain\":[{\"certificateType\":\"V2GCertificateChain\",\"certificateHashData\":"
                    + HASHES.formatted("SHA256", "1")
                    + ",\"childCertificateHashData\":["
                    + HASHES.formatted("SHA256", "2")
                    + "]}]}");
    assertEquals(
        List.of(
            new InstalledCertificate("V2GCertificateChain", "SHA256", "aa", "bb", "1", null),
            new InstalledCertificate("V2GCertificateChain", "SHA256", "aa", "bb", "2", "1")),
        station.history(CertificatesListed.class).getFirst().certificates());
  }

  @Tag("M04.FR.07")
  @Tag("1.6:M03")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("M04.FR.07: a certificate is deleted by the algorithm that the station told")
  void aCertificateIsDeletedByTheStationsAlgorithm(OcppVersion version) {
    MachineFixture station = listed(version, "0A01");
    station.whenCommand("d1", "DeleteCertificate", delete("SHA256", "0a01")).thenFrames();
    assertEquals(
        "The station names certificate 0a01 by SHA384, and so it is deleted (M04.FR.07)",
        station
            .events(CommandEnded.class)
            .getFirst()
            .response()
            .string("description")
            .orElseThrow());
    String right = delete("SHA384", "0A01");
    station
        .whenCommand("d2", "DeleteCertificate", right)
        .thenFrames(call("m2", "DeleteCertificate", right));
    station.whenAnswer("m2", ACCEPTED);
    assertEquals(List.of("deleted"), ends(station, "certificateDelete"));
    assertEquals(
        List.of(new CertificateGone("SHA384", "aa", "bb", "0A01")),
        station.events(CertificateGone.class));
    assertEquals(List.of(), station.state().parts().get(InstalledCertificates.class).all());
    String unheardOf = delete("SHA256", "77");
    station
        .whenCommand("d3", "DeleteCertificate", unheardOf)
        .thenFrames(call("m3", "DeleteCertificate", unheardOf));
  }

  @Tag("N09.FR.08")
  @Tag("N10.FR.09")
  @ParameterizedTest
  @CsvSource({"2.0.1", "2.1"})
  @DisplayName("N09.FR.08: a customer is named by the algorithm that the station told")
  void aCustomerIsNamedByTheStationsAlgorithm(String number) {
    MachineFixture station = listed(OcppVersion.ofNumber(number).orElseThrow(), "0A01");
    String other = customer("SHA256");
    station.whenCommand("c1", "CustomerInformation", other).thenFrames();
    assertEquals(
        "The station names certificate 0A01 by SHA384, and so it is asked for (N09.FR.08,"
            + " N10.FR.09)",
        station
            .events(CommandEnded.class)
            .getFirst()
            .response()
            .string("description")
            .orElseThrow());
    String right = customer("SHA384");
    station
        .whenCommand("c2", "CustomerInformation", right)
        .thenFrames(call("m2", "CustomerInformation", right));
  }

  private static String customer(String algorithm) {
    return "{\"requestId\":1,\"report\":true,\"clear\":false,\"customerCertificate\":"
        + HASHES.formatted(algorithm, "0A01")
        + "}";
  }

  @Tag("M04-resp")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("M04: a root in use stays; what was deleted without an answer is not found again")
  void aDeletionHasOneEnd(OcppVersion version) {
    MachineFixture kept = listed(version, "1");
    kept.whenCommand("d1", "DeleteCertificate", delete("SHA384", "1"))
        .whenAnswer("m2", "{\"status\":\"Failed\"}");
    assertEquals(List.of("refused"), ends(kept, "certificateDelete"));
    assertEquals(1, kept.state().parts().get(InstalledCertificates.class).all().size());

    MachineFixture lost = listed(version, "1");
    lost.whenCommand("d1", "DeleteCertificate", delete("SHA384", "1")).whenReconnected(version);
    lost.whenAnswer("m4", "{\"status\":\"NotFound\"}");
    assertEquals(List.of("deleted"), ends(lost, "certificateDelete"));

    MachineFixture unknown = MachineFixture.accepted(version);
    unknown
        .whenCommand("d1", "DeleteCertificate", delete("SHA384", "1"))
        .whenAnswer("m1", "{\"status\":\"NotFound\"}");
    assertEquals(List.of("notFound"), ends(unknown, "certificateDelete"));
  }

  private static MachineFixture checking(OcppVersion version) {
    return listed(version, "0A01")
        .given(
            new VariablesReported(
                "test",
                null,
                List.of(
                    new VariableReading(
                        version.equals(OcppVersion.V1_6) ? "" : "SecurityCtrlr",
                        null,
                        null,
                        null,
                        "AdditionalRootCertificateCheck",
                        null,
                        "Actual",
                        "true",
                        null,
                        null))));
  }

  @Tag("M05.FR.10")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("M05.FR.10: where roots are checked, only one that the old root signed goes out")
  void aNewRootIsSignedByTheOldOne(OcppVersion version) {
    MachineFixture station = checking(version);
    station.whenCommand("c1", "InstallCertificate", install(version, "new-root.pem")).thenFrames();
    assertEquals(
        "NotAllowed",
        station.events(CommandEnded.class).getFirst().response().string("code").orElseThrow());
    String signed = install(version, "new-root-by-old.pem");
    station
        .whenCommand("c2", "InstallCertificate", signed)
        .thenFrames(call("m2", "InstallCertificate", signed));
    station.whenAnswer("m2", "{\"status\":\"Rejected\"}");
    FlowEnded end = station.events(FlowEnded.class).getFirst();
    assertEquals("refused", end.outcome());
    assertEquals(true, end.attributes().string("rule").orElse("").contains("M05.FR.10"));
    station
        .whenCommand("c3", "InstallCertificate", install(version, "old-root.pem"))
        .thenFrames(call("m3", "InstallCertificate", install(version, "old-root.pem")));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whereRootsAreNotCheckedAnyGoesOut(OcppVersion version) {
    String payload = install(version, "new-root.pem");
    listed(version, "0A01")
        .whenCommand("c1", "InstallCertificate", payload)
        .thenFrames(call("m2", "InstallCertificate", payload));
  }
}
