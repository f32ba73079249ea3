// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stations of profile 3 that are connected, and turn out not to be who they should be. */
class BootSerialTest {
  private static final StationId STATION = new StationId("CS-1");

  @TempDir Path folder;
  private TestAuthority authority;
  private StationkeeperNode node;
  private Path builtIn;

  @BeforeEach
  void start() throws IOException {
    authority = new TestAuthority(folder);
    builtIn = folder.resolve("authority/authority.p12");
    node = node(builtIn, List.of());
  }

  private StationkeeperNode node(Path builtInFile, List<Path> lists) throws IOException {
    TestAuthority.Identity server = authority.server("EC", 256);
    return StationkeeperNode.start(
        NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0)
            .withSecurity(
                SecuritySettings.open(folder.resolve("secrets/server.key"))
                    .withDefaultProfile(3)
                    .withAuthority(builtInFile),
                new TlsSettings(
                    List.of(server.certificate()),
                    List.of(server.key()),
                    "",
                    List.of(authority.rootFile(), SecuritySettings.rootOf(builtInFile)),
                    lists,
                    Duration.ZERO)));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private String url() {
    return "wss://localhost:" + node.ocppTlsPort() + "/ocpp/CS-1";
  }

  private Knocker.Open connected(SSLContext tls) {
    return Knocker.open(url(), tls, true);
  }

  private static void boots(Knocker.Open station, String serialMember) {
    station
        .socket()
        .sendText(
            "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\""
                + serialMember
                + "}]",
            true)
        .join();
  }

  private long count(String what) {
    return node.counters().values().getOrDefault(what, 0L);
  }

  @Tag("B01.FR.11")
  @Tag("B01.FR.12")
  @Test
  @DisplayName("B01.FR.11, 12: who boots with another serial number than its certificate's is cut")
  void anotherSerialNumberClosesTheConnection() throws Exception {
    node.access().appended(new SystemEvent.StationRegistered("CS-1", null, null));
    node.access().set(STATION, 3, "SERIAL-7", "test");
    SSLContext own = authority.client(authority.station("CN=SERIAL-7"));
    Knocker.Open other = connected(own);
    boots(other, ",\"chargePointSerialNumber\":\"SERIAL-8\"");
    assertEquals(1008, other.knocker().closed.get(30, TimeUnit.SECONDS));
    assertEquals(List.of(), other.knocker().received);
    assertEquals(1, count("station_serial_number_differs"));
    assertTrue(
        node.engines().state(STATION).orElseThrow().device() == null,
        "nothing of the message is known inside");
    for (String serial : List.of(",\"chargePointSerialNumber\":\"SERIAL-7\"", "")) {
      Knocker.Open right = connected(own);
      boots(right, serial);
      await().atMost(Duration.ofSeconds(30)).until(() -> right.knocker().received.size() == 1);
      assertFalse(right.knocker().closed.isDone());
      right.socket().abort();
    }
  }

  @Test
  @DisplayName("Where the certificate has the station's id, the serial number is the station's own")
  void theIdMayBeInTheCertificateInstead() {
    Knocker.Open station = connected(authority.client(authority.station("CN=CS-1")));
    boots(station, ",\"chargePointSerialNumber\":\"SERIAL-8\"");
    await().atMost(Duration.ofSeconds(30)).until(() -> station.knocker().received.size() == 1);
  }

  @Test
  @DisplayName("A certificate that is revoked ends its connection, and is good no more, anywhere")
  void aRevokedCertificateEndsItsConnection() throws Exception {
    CertificateAuthority own = Objects.requireNonNull(node.authority());
    List<Certificate> issuers = new ArrayList<>();
    TestAuthority.Identity signed = TestAuthority.signed(own, "CS-1", issuers);
    TestAuthority.Identity other = TestAuthority.signed(own, "CS-1", new ArrayList<>());
    SSLContext tls = authority.client(signed, issuers.toArray(new Certificate[0]));
    SSLContext otherTls = authority.client(other, issuers.toArray(new Certificate[0]));
    Knocker.Open station = connected(tls);
    boots(station, "");
    await().atMost(Duration.ofSeconds(30)).until(() -> station.knocker().received.size() == 1);
    String serial = signed.leaf().getSerialNumber().toString(16);
    assertEquals(2, own.issued().list("CS-1").size());
    own.issued().revoke("00" + serial.toUpperCase(Locale.ROOT), "stolen", "ann");
    assertEquals(1008, station.knocker().closed.get(30, TimeUnit.SECONDS));
    assertTrue(
        Set.of(Knocker.NO_TLS, 403).contains(knock(tls)), "403 where its TLS session is resumed");
    assertEquals(101, knock(otherTls));

    node.close();
    node = node(builtIn, List.of());
    assertEquals(Knocker.NO_TLS, knock(tls), "after a restart");
    assertEquals(101, knock(otherTls));

    node.close();
    Path elsewhere = folder.resolve("elsewhere/authority.p12");
    Files.createDirectories(elsewhere.getParent());
    Files.copy(SecuritySettings.rootOf(builtIn), SecuritySettings.rootOf(elsewhere));
    node = node(elsewhere, List.of(SecuritySettings.revocationListOf(builtIn)));
    assertEquals(Knocker.NO_TLS, knock(tls), "by a server that has but the list");
    assertEquals(101, knock(otherTls));
  }

  private int knock(SSLContext tls) {
    return Knocker.knock(url(), tls, "CS-1", (byte[]) null);
  }
}
