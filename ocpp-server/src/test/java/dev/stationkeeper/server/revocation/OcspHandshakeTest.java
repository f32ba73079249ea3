// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.access.Knocker;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.ca.TestResponder;
import dev.stationkeeper.server.ca.TestResponder.Manner;
import dev.stationkeeper.server.ca.TestResponder.Says;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.revocation.RevocationSettings.Mode;
import dev.stationkeeper.server.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stations' certificates looked up by OCSP within real TLS handshakes with a whole node. */
@Tag("A00.FR.702")
@Tag("A00.FR.705")
@Tag("1.6:A00.FR.702")
class OcspHandshakeTest {
  @TempDir Path folder;
  private TestAuthority authority;
  private TestResponder responder;
  private @Nullable StationkeeperNode node;

  @BeforeEach
  void certificates() {
    authority = new TestAuthority(folder);
    responder = new TestResponder(authority);
  }

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
    responder.close();
  }

  private void start(Mode mode, Duration time, Path... lists) throws IOException {
    start(3, mode, time, lists);
  }

  private void start(int profile, Mode mode, Duration time, Path... lists) throws IOException {
    TestAuthority.Identity server = authority.server("EC", 256);
    node =
        StationkeeperNode.start(
            NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0)
                .withSecurity(
                    SecuritySettings.open(folder.resolve("secrets/server.key"))
                        .withDefaultProfile(profile)
                        .withRevocation(
                            new RevocationSettings(
                                mode, Set.of(responder.host()), time, List.of())),
                    new TlsSettings(
                        List.of(server.certificate()),
                        List.of(server.key()),
                        "",
                        List.of(authority.rootFile()),
                        List.of(lists),
                        Duration.ZERO)));
  }

  private StationkeeperNode node() {
    return Objects.requireNonNull(node);
  }

  private int knock(TestAuthority.Identity station) {
    return Knocker.knock(
        "wss://localhost:" + node().ocppTlsPort() + "/ocpp/CS-1",
        authority.client(station),
        "CS-1",
        (byte[]) null);
  }

  private TestAuthority.Identity station() {
    return authority.stationKnownAt("CN=CS-1", responder.url());
  }

  @Test
  @DisplayName("A00.FR.702: good comes in, revoked and unknown do not, whatever the mode")
  void goodComesInRevokedAndUnknownDoNot() throws IOException {
    start(Mode.SOFT, Duration.ofSeconds(20));
    TestAuthority.Identity revoked = station();
    TestAuthority.Identity unknown = station();
    responder.says(revoked.leaf(), Says.REVOKED);
    responder.says(unknown.leaf(), Says.UNKNOWN);
    assertEquals(101, knock(station()));
    assertEquals(Knocker.NO_TLS, knock(revoked));
    assertEquals(Knocker.NO_TLS, knock(unknown));
    assertTrue(node().counters().values().getOrDefault("tls_certificate_refused", 0L) >= 2);
    assertEquals(101, knock(station()), "and others are served");
  }

  @Test
  void oneAnswerServesAllReconnects() throws IOException {
    start(Mode.HARD, Duration.ofSeconds(20));
    TestAuthority.Identity station = station();
    for (int i = 0; i < 5; i++) {
      assertEquals(101, knock(station));
    }
    assertEquals(1, responder.asked.get());
  }

  @Test
  @DisplayName("Soft: a responder that is silent keeps nobody out; hard: it keeps all out")
  void aSilentResponderIsWhatTheModeMakesOfIt() throws IOException {
    responder.manner = Manner.SILENT;
    start(Mode.SOFT, Duration.ofMillis(200));
    assertEquals(101, knock(station()));
    assertEquals(101, knock(authority.station("CN=CS-1")), "names no responder");
    node().close();
    start(Mode.HARD, Duration.ofMillis(200));
    assertEquals(Knocker.NO_TLS, knock(station()));
    assertEquals(Knocker.NO_TLS, knock(authority.station("CN=CS-1")), "names no responder");
  }

  @Test
  void hardTakesAListForWhatNamesNoResponder() throws IOException {
    TestAuthority.Identity revoked = authority.station("CN=CS-1");
    start(
        Mode.HARD, Duration.ofSeconds(20), authority.revocationList("revoked.pem", revoked.leaf()));
    assertEquals(101, knock(authority.station("CN=CS-1")));
    assertEquals(Knocker.NO_TLS, knock(revoked));
    assertEquals(101, knock(station()), "and asks for what names one");
  }

  @Test
  void aStationThatProvokesFailuresDoesNotKeepTheDoorFromAsking() throws IOException {
    start(0, Mode.HARD, Duration.ofMillis(500));
    responder.manner = Manner.SILENT;
    Knocker.Open asking =
        Knocker.speaking("ws://127.0.0.1:" + node().ocppPort() + "/ocpp/CS-2", "ocpp2.0.1");
    says(
        asking,
        "b",
        "BootNotification",
        "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}");
    String hash = "0".repeat(64);
    String asked =
        """
        {"ocspRequestData":{"hashAlgorithm":"SHA256","issuerNameHash":"%s","issuerKeyHash":"%s",
        "serialNumber":"1","responderURL":"%s"}}\
        """
            .formatted(hash, hash, responder.url());
    says(asking, "q1", "GetCertificateStatus", asked);
    says(asking, "q2", "GetCertificateStatus", asked);
    assertEquals(1, node().counters().value("revocation_host_left_alone"), "for stations");

    responder.manner = Manner.ISSUER;
    assertEquals(101, knock(station()), "the door asks all the same");
    assertEquals(2, responder.asked.get());
  }

  /** Sends a CALL and waits for what comes of it. */
  private static void says(Knocker.Open station, String id, String action, String payload) {
    station.socket().sendText("[2,\"" + id + "\",\"" + action + "\"," + payload + "]", true).join();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> station.knocker().received.stream().anyMatch(t -> t.contains('"' + id + '"')));
  }
}
