// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.running;
import static dev.stationkeeper.station.FlowAssertions.steps;
import static dev.stationkeeper.station.security.Certificates.json;
import static dev.stationkeeper.station.security.Certificates.pem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which request a certificate chain answers, by number and by key. */
class CertificateTieTest {
  private static final String KIND = "certificate";
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static MachineFixture asks(MachineFixture station, String id, String csr) {
    return station
        .whenCall(id, "SignCertificate", "{\"csr\":" + json(csr) + "}")
        .whenDecided(id, ACCEPTED);
  }

  private static String chain(String file) {
    return "{\"certificateChain\":" + json(file) + "}";
  }

  @Test
  void aRequestAndItsCertificateHaveTheSameKey() {
    for (String name : List.of("a", "b", "rsa")) {
      assertEquals(
          CertificateText.keyOfRequest(pem(name + ".csr")),
          CertificateText.of(pem(name + ".pem")).map(CertificateText::key));
    }
    assertNotEquals(
        CertificateText.keyOfRequest(pem("a.csr")), CertificateText.keyOfRequest(pem("b.csr")));
  }

  @Test
  void readsSerialNumberAndWhoVouches() {
    CertificateText root = CertificateText.of(pem("old-root.pem")).orElseThrow();
    assertEquals("a01", root.serialNumber());
    assertTrue(root.selfIssued());
    CertificateText signed = CertificateText.of(pem("new-root-by-old.pem")).orElseThrow();
    assertEquals("c03", signed.serialNumber());
    assertEquals(false, signed.selfIssued());
  }

  @Test
  @DisplayName("What is no certificate is not read, however it is cut off")
  void whatIsNoCertificateIsNotRead() {
    String whole = pem("a.pem");
    for (String text : List.of("", "hello", "-----BEGIN X-----\n!\n-----END X-----")) {
      assertEquals(Optional.empty(), CertificateText.of(text));
      assertEquals(Optional.empty(), CertificateText.keyOfRequest(text));
    }
    int body = whole.indexOf('\n') + 1;
    for (int length = 0; length < 160; length += 4) {
      String cut =
          whole.substring(0, body)
              + whole.substring(body).replace("\n", "").substring(0, length)
              + "\n-----END CERTIFICATE-----\n";
      assertEquals(Optional.empty(), CertificateText.of(cut), "cut at " + length);
    }
  }

  @Tag("A02.FR.25")
  @Tag("A03.FR.21")
  @Test
  @DisplayName("A02.FR.25: the number of the request goes back with the chain")
  void theNumberGoesBackWithTheChain() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall("1", "SignCertificate", "{\"csr\":" + json("a.csr") + ",\"requestId\":5}")
            .whenDecided("1", ACCEPTED)
            .whenCommand("c1", "CertificateSigned", chain("a.pem"));
    Frame.Call sent = (Frame.Call) station.frames().getFirst();
    assertEquals(5, sent.payload().number("requestId").orElseThrow());
    assertEquals(pem("a.pem"), sent.payload().string("certificateChain").orElseThrow());
    station.whenAnswer("m1", ACCEPTED);
    assertEquals(List.of("installed"), ends(station, KIND));
  }

  @Tag("A02-retry")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A late chain for the key of an older request is not sent")
  void aLateChainForAnOlderRequestIsNotSent(OcppVersion version) {
    MachineFixture station = asks(MachineFixture.accepted(version), "1", "a.csr");
    asks(station, "2", "b.csr");
    station.whenCommand("c1", "CertificateSigned", chain("a.pem")).thenFrames();
    assertEquals(
        "NotAllowed",
        station.events(CommandEnded.class).getFirst().response().string("code").orElseThrow());
    assertEquals("atCa", running(station, KIND).step(), "and the newest request is waited for");
    station.whenCommand("c2", "CertificateSigned", chain("b.pem")).whenAnswer("m1", ACCEPTED);
    assertEquals(List.of("superseded", "installed"), ends(station, KIND));
  }

  @Tag("A02-retry")
  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("A station that asks again with the same key gets the chain that waits for it")
  void theSameRequestAgainIsServedByTheChainThatWaits(OcppVersion version) {
    MachineFixture station = asks(MachineFixture.accepted(version), "1", "a.csr");
    station
        .whenCommand("c0", "GetLocalListVersion", "{}")
        .whenCommand("c1", "CertificateSigned", chain("a.pem"));
    asks(station, "2", "a.csr");
    station.whenAnswer(
        "m1", version.equals(OcppVersion.V1_6) ? "{\"listVersion\":1}" : "{\"versionNumber\":1}");
    station.whenAnswer("m2", ACCEPTED);
    assertEquals(List.of("superseded", "installed"), ends(station, KIND));
    assertTrue(steps(station, KIND).contains("delivering"));
  }
}
