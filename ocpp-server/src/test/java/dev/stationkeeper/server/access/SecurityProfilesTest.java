// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each security profile and each refusal, by real handshakes with a whole node. */
class SecurityProfilesTest {
  private static final StationId STATION = new StationId("CS-1");

  @TempDir Path folder;
  private TestAuthority authority;
  private TestAuthority.Identity server;
  private @Nullable StationkeeperNode node;

  @BeforeEach
  void certificates() {
    authority = new TestAuthority(folder);
    server = authority.server("EC", 256);
  }

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
  }

  private SecuritySettings open() {
    return SecuritySettings.open(folder.resolve("secrets/server.key"));
  }

  private TlsSettings tls(Path... revocationLists) {
    return new TlsSettings(
        List.of(server.certificate()),
        List.of(server.key()),
        "",
        List.of(authority.rootFile()),
        List.of(revocationLists),
        Duration.ZERO);
  }

  private StationkeeperNode start(SecuritySettings security, @Nullable TlsSettings tls)
      throws IOException {
    if (node != null) {
      node.close();
    }
    node =
        StationkeeperNode.start(
            NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0).withSecurity(security, tls));
    return node;
  }

  private StationkeeperNode node() {
    return Objects.requireNonNull(node);
  }

  private StationAccessBook book() {
    return node().access();
  }

  private String ws() {
    return "ws://127.0.0.1:" + node().ocppPort() + "/ocpp/CS-1";
  }

  private String wss() {
    return "wss://localhost:" + node().ocppTlsPort() + "/ocpp/CS-1";
  }

  private String announce(int profile) {
    book().appended(new SystemEvent.StationRegistered("CS-1", null, null));
    book().set(STATION, profile, null, "test");
    return book().setGenerated(STATION, "test");
  }

  private int plain(@Nullable String password) {
    return password == null
        ? Knocker.knock(ws(), null, "CS-1", (byte[]) null)
        : Knocker.knock(ws(), null, "CS-1", password);
  }

  private int secure(SSLContext client, @Nullable String password) {
    return password == null
        ? Knocker.knock(wss(), client, "CS-1", (byte[]) null)
        : Knocker.knock(wss(), client, "CS-1", password);
  }

  private int count(String what) {
    return Math.toIntExact(node().counters().values().getOrDefault(what, 0L));
  }

  @Test
  void profile0IsOpenForWhomItWasChosen() throws IOException {
    start(open().withDefaultProfile(1), null);
    assertEquals(401, plain(null), "not by default");
    announce(0);
    assertEquals(101, plain(null));
  }

  @Tag("CON-27")
  @Tag("CON-07")
  @Tag("1.6:A00.FR.20x")
  @Tag("A00.FR.207")
  @Tag("A00.FR.202")
  @Tag("TC_A_01_CSMS")
  @Tag("TC_A_02_CSMS")
  @Tag("TC_A_03_CSMS")
  @Test
  void profile1WantsTheStationsPassword() throws IOException {
    start(open(), null);
    String password = announce(1);
    assertEquals(101, plain(password));
    assertEquals(
        101,
        Knocker.knock(ws(), null, "CS-1", HexFormat.of().parseHex(password)),
        "1.6 stations may send the key's bytes");
    assertEquals(401, plain(null));
    assertEquals(401, plain("wrong wrong wrong"));
    assertEquals(401, Knocker.knock(ws(), null, "CS-2", password), "another user");
    book().setChosen(STATION, "Correct horse: battery", "test");
    assertEquals(101, plain("Correct horse: battery"), "checked slowly");
    assertEquals(101, plain("Correct horse: battery"), "remembered");
    assertEquals(401, plain("Correct horse: batterx"));
    assertEquals(401, plain(password), "the one before");
  }

  @Tag("1.6:A00.FR.305")
  @Tag("1.6:A00.FR.001")
  @Tag("A00.FR.002")
  @Tag("A00.FR.324")
  @Test
  void profile2WantsTlsAndTheStationsPassword() throws IOException {
    start(open(), tls());
    String password = announce(2);
    assertEquals(101, secure(authority.client(null), password));
    assertEquals(401, secure(authority.client(null), null));
    assertEquals(401, secure(authority.client(null), "wrong wrong wrong"));
    assertEquals(403, plain(password), "below its profile");
    assertEquals(1, count("station_not_at_its_profile"));
  }

  @Tag("1.6:A00.FR.403")
  @Tag("CON-27")
  @Test
  void profile3WantsTheStationsCertificate() throws IOException {
    start(open().withOrganisation("Operator"), tls());
    String password = announce(3);
    SSLContext own = authority.client(authority.station("O=Operator,CN=CS-1"));
    assertEquals(101, secure(own, null));
    assertEquals(403, plain(password), "below its profile");
    assertEquals(403, secure(authority.client(null), password), "a password is not enough");
    assertEquals(
        403, secure(authority.client(authority.station("O=Operator,CN=CS-2")), null), "another's");
    assertEquals(
        403, secure(authority.client(authority.station("O=Other,CN=CS-1")), null), "foreign");
    book().set(STATION, 3, "SERIAL-7", "test");
    assertEquals(403, secure(own, null), "no more its name");
    assertEquals(101, secure(authority.client(authority.station("O=Operator,CN=SERIAL-7")), null));
  }

  @Test
  void aCertificateThatIsNotGoodEndsInTheTlsHandshake() throws IOException {
    TestAuthority.Identity revoked = authority.station("CN=CS-1");
    start(open(), tls(authority.revocationList("revoked.pem", revoked.leaf())));
    announce(3);
    assertEquals(101, secure(authority.client(authority.station("CN=CS-1")), null));
    assertEquals(Knocker.NO_TLS, secure(authority.client(revoked), null), "revoked");
    assertEquals(
        Knocker.NO_TLS,
        secure(authority.client(authority.station("CN=CS-1", Duration.ofMinutes(-30))), null),
        "expired");
    TestAuthority foreign = new TestAuthority(folder.resolve("data"));
    assertEquals(
        Knocker.NO_TLS,
        secure(authority.client(foreign.station("CN=CS-1")), null),
        "of another authority");
    assertTrue(count("tls_certificate_refused") >= 3, "the client may try each again");
  }

  @Test
  void aCertificateOfTheBuiltInAuthorityIsGood() throws IOException {
    Path file = folder.resolve("authority/authority.p12");
    TlsSettings usual = tls();
    start(
        open().withAuthority(file),
        new TlsSettings(
            usual.certificates(),
            usual.keys(),
            "",
            List.of(SecuritySettings.rootOf(file)),
            List.of(),
            Duration.ZERO));
    announce(3);
    CertificateAuthority builtIn = Objects.requireNonNull(node().authority());
    List<Certificate> issuers = new ArrayList<>();
    TestAuthority.Identity signed = TestAuthority.signed(builtIn, "CS-1", issuers);
    assertEquals(101, secure(authority.client(signed, issuers.toArray(new Certificate[0])), null));
  }

  @Tag("CON-06")
  @Test
  void aStationThatIsNotKnownIsDealtWithByThePolicy() throws IOException {
    start(open().withUnknownStations(UnknownStations.REFUSE), null);
    assertEquals(404, plain(null));
    announce(0);
    assertEquals(101, plain(null));
    start(open(), null);
    assertEquals(101, Knocker.knock(ws() + "2", null, "", (byte[]) null), "accepted by default");
  }

  @Test
  void anUnknownStationCanBePendingUntilAnOperatorApprovesIt() throws IOException {
    start(open().withUnknownStations(UnknownStations.PENDING), null);
    Knocker.Open station = Knocker.open(ws(), null, true);
    assertTrue(boot(station, 1).contains("\"Pending\""));
    assertEquals("CS-1", book().waiting().getFirst().id());
    start(open().withUnknownStations(UnknownStations.PENDING), null);
    assertTrue(book().isPending(STATION), "also after a restart");
    book().approve(STATION, "test");
    assertTrue(boot(Knocker.open(ws(), null, true), 1).contains("\"Accepted\""));
    assertEquals(List.of(), book().waiting());
  }

  private static String boot(Knocker.Open station, int answers) {
    station
        .socket()
        .sendText(
            "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]",
            true)
        .join();
    await().until(() -> station.knocker().received.size() == answers);
    return station.knocker().received.getLast();
  }

  @Tag("A01-gap")
  @Test
  void aRotatedPasswordIsGoodBesideTheOldOneUntilItIsUsed() throws IOException {
    start(open(), null);
    String old = announce(1);
    String staged = book().stage(STATION, "test");
    assertEquals(101, plain(old), "not told yet");
    start(open(), null);
    announceAgain();
    assertEquals(101, plain(old), "nor after a restart");
    assertEquals(101, plain(staged));
    assertEquals(401, plain(old), "used means confirmed");
    String refused = book().stage(STATION, "test");
    book().drop(STATION, "Rejected");
    assertEquals(401, plain(refused));
    assertEquals(101, plain(staged));
    String accepted = book().stage(STATION, "test");
    book().confirm(STATION, "test");
    assertEquals(101, plain(accepted));
    assertEquals(401, plain(staged));
  }

  /** The test announces past the log, so the announcement does not survive. */
  private void announceAgain() {
    book().appended(new SystemEvent.StationRegistered("CS-1", null, null));
  }

  @Test
  void guessingIsStoppedAndRaisesAnAlarm() throws IOException {
    start(open(), null);
    String password = announce(1);
    for (int i = 0; i < 10; i++) {
      assertEquals(401, plain("wrong wrong wrong" + i));
    }
    assertEquals(429, plain("wrong wrong wrong"));
    assertEquals(429, plain(password), "from this address");
    assertEquals(2, count("station_login_throttled"));
    await()
        .until(
            () ->
                node().views().alarms().list(null, null, null, 10).items().stream()
                    .anyMatch(alarm -> "CS-1".equals(alarm.station())));
  }
}
