// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.CertificateEvent.CertificateGone;
import dev.stationkeeper.station.event.CertificateEvent.CertificatesListed;
import dev.stationkeeper.station.event.InstalledCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The certificates in stations, as the API shows them. */
class CertificatesTest extends OperationsFixture {
  private static final String ROOT = "CSMSRootCertificate";
  private static final String CHAIN = "V2GCertificateChain";

  @BeforeEach
  void start() {
    stations.connect("CP-1", OcppVersion.V2_1);
  }

  private static InstalledCertificate of(String type, String serial, @Nullable String under) {
    return new InstalledCertificate(type, "SHA384", "aa", "bb", serial, under);
  }

  private List<String> serials(String query) {
    JsonNode page = api.ask("ann", "GET", "/api/v1/stations/CP-1/certificates" + query).json();
    return page.findValuesAsText("serialNumber");
  }

  @Tag("M03")
  @Tag("M04.FR.07")
  @Test
  @DisplayName("M04.FR.07: what a station told is shown with the algorithm that it told")
  void whatAStationToldIsShown() {
    stations.happened(
        "CP-1",
        new CertificatesListed(
            List.of(), List.of(of(ROOT, "1", null), of(CHAIN, "2", null), of(CHAIN, "3", "2"))));
    assertEquals(List.of("1", "2", "3"), serials(""));
    assertEquals(List.of("2", "3"), serials("?type=" + CHAIN));
    JsonNode last =
        api.ask("ann", "GET", "/api/v1/stations/CP-1/certificates").json().at("/items/2");
    assertEquals("SHA384", last.path("hashAlgorithm").asText());
    assertEquals("2", last.path("under").asText());
    stations.happened(
        "CP-1",
        new CertificatesListed(List.of(ROOT), List.of(of(ROOT, "4", null))),
        new CertificateGone("SHA384", "aa", "bb", "3"),
        new CertificateGone("SHA256", "aa", "bb", "2"));
    assertEquals(List.of("2", "4"), serials(""), "by the algorithm too");
    stations.happened("CP-1", new CertificatesListed(List.of(), List.of()));
    assertEquals(List.of(), serials(""));
  }

  @Test
  void withoutABuiltInAuthorityThereIsNothingToRevoke() {
    assertEquals(
        409,
        api.send(
                "ann",
                "POST",
                "/api/v1/certificate-authority/revocations",
                "{\"serialNumber\":\"1\"}")
            .status());
  }
}
