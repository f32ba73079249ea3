// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.CertificateSigner.Outcome;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.http.ApiResources;
import dev.stationkeeper.server.http.TestApi;
import dev.stationkeeper.server.http.TestStations;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.event.CertificateEvent.CertificatesListed;
import dev.stationkeeper.station.event.InstalledCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates by the command line, against a real API. */
class CertificateVerbsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestStations stations;
  private CertificateAuthority authority;
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    stations = new TestStations(folder);
    authority = stations.authority(folder.resolve("authority.p12"));
    api = new TestApi(ApiResources.none().operations(stations.sources(authority)));
    stations.connect("CP-6", OcppVersion.V1_6);
    stations.connect("CP-2", OcppVersion.V2_0_1);
    stations.answerWith(CommandStatus.ACCEPTED, "{\"status\":\"Accepted\"}");
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

  private int run(String... arguments) {
    Map<String, String> environment =
        Map.of(
            "STATIONKEEPER_URL",
            api.url(),
            "STATIONKEEPER_USER",
            "otto",
            "STATIONKEEPER_PASSWORD",
            TestApi.PASSWORD);
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Command sent() {
    return stations.submitted().getLast();
  }

  @Tag("M04.FR.07")
  @Test
  @DisplayName("M04.FR.07: a certificate is deleted by the hashes that the station told")
  void aCertificateIsDeletedByWhatTheStationTold() {
    stations.happened(
        "CP-2",
        new CertificatesListed(
            List.of(),
            List.of(
                new InstalledCertificate(
                    "CSMSRootCertificate", "SHA384", "aa", "bb", "0A01", null))));
    assertEquals(0, run("certificate", "list", "CP-2"), err.toString());
    assertTrue(out.toString().contains("0A01"), out.toString());
    assertEquals(0, run("certificate", "delete", "CP-2", "0a01"), err.toString());
    assertEquals("DeleteCertificate", sent().action().name());
    assertEquals(
        JsonView.parse(
            "{\"certificateHashData\":{\"hashAlgorithm\":\"SHA384\",\"issuerNameHash\":\"aa\",\"issuerKeyHash\":\"bb\",\"serialNumber\":\"0A01\"}}"),
        sent().payload());
    assertEquals(2, run("certificate", "delete", "CP-2", "77"));
    assertTrue(err.toString().contains("certificate refresh CP-2"), err.toString());
  }

  @Test
  void aStationIsAskedInTheWayOfItsVersion() {
    assertEquals(0, run("certificate", "refresh", "CP-6"), err.toString());
    assertEquals("{\"certificateType\":\"CentralSystemRootCertificate\"}", sent().payload().text());
    assertEquals(0, run("certificate", "refresh", "CP-2"));
    assertEquals("{}", sent().payload().text());
    assertEquals(0, run("certificate", "refresh", "CP-2", "--type", "MORootCertificate"));
    assertEquals("{\"certificateType\":[\"MORootCertificate\"]}", sent().payload().text());
  }

  @Test
  void aCertificateIsInstalledFromItsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("root.pem"), authority.rootPem());
    assertEquals(
        0,
        run("certificate", "install", "CP-2", "CSMSRootCertificate", file.toString()),
        err.toString());
    assertEquals(authority.rootPem(), sent().payload().string("certificate").orElseThrow());
    assertEquals(
        2, run("certificate", "install", "CP-2", "CSMSRootCertificate", file + ".not.there"));
  }

  @Test
  void whatTheAuthorityIssuedIsRevoked() {
    String serial =
        ((Outcome.Signed)
                authority.sign(
                    new StationId("CP-2"),
                    "CP-2",
                    TestAuthority.request("CN=CP-2", TestAuthority.keys("EC", 256))))
            .serialNumber();
    assertEquals(0, run("certificate", "issued", "--station", "CP-2"), err.toString());
    assertTrue(out.toString().contains(serial), out.toString());
    assertFalse(authority.issued().isRevoked(serial));
    assertEquals(0, run("certificate", "revoke", serial, "--reason", "stolen"), err.toString());
    assertTrue(authority.issued().isRevoked(serial));
    assertEquals(2, run("certificate", "revoke", "ff"));
    assertEquals(0, run("certificate", "revocation-list"));
    assertTrue(out.toString().contains("-----BEGIN X509 CRL-----"), out.toString());
  }
}
