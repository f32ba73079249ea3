// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.station.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates that a station gets over its own connection, on real sockets. */
class SecurityFlowsTest {
  private static final StationId STATION = new StationId("CS-1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NEW = "0123456789abcdef0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private @Nullable StationkeeperNode node;

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
  }

  private StationkeeperNode start(SecuritySettings security) throws IOException {
    close();
    StationkeeperNode started =
        StationkeeperNode.start(
            NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0).withSecurity(security, null));
    node = started;
    return started;
  }

  private SecuritySettings open() {
    return SecuritySettings.open(folder.resolve("secrets/server.key"));
  }

  private StationkeeperNode node() {
    return Objects.requireNonNull(node);
  }

  private String url() {
    return "ws://127.0.0.1:" + node().ocppPort() + "/ocpp/CS-1";
  }

  private int knock(String password) {
    return Knocker.knock(url(), null, "CS-1", password);
  }

  private String announced() throws IOException {
    start(open());
    announce();
    return node().access().setGenerated(STATION, "test");
  }

  /** Past the log: it does not survive a restart, and is made again. */
  private void announce() {
    node().access().appended(new SystemEvent.StationRegistered("CS-1", null, null));
    node().access().set(STATION, 1, null, "test");
  }

  private void sendPassword() {
    node()
        .engines()
        .submit(
            STATION,
            new Command(
                "c1",
                Action.of("ChangeConfiguration"),
                JsonView.object().put("key", "AuthorizationKey").put("value", NEW).build(),
                Instant.now().plus(Duration.ofMinutes(10)),
                "ann"))
        .taken()
        .toCompletableFuture()
        .join();
  }

  /** Connects, boots, and gives the CALL of ours with that action. */
  private JsonNode called(Knocker.Open station, String action) throws IOException {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                station.knocker().received.stream().anyMatch(t -> t.contains('"' + action + '"')));
    return JSON.readTree(
        station.knocker().received.stream()
            .filter(text -> text.contains('"' + action + '"'))
            .findFirst()
            .orElseThrow());
  }

  private static void says(Knocker.Open station, String frame) {
    station.socket().sendText(frame, true).join();
  }

  private Knocker.Open booted(@Nullable String password) {
    Knocker.Open station = Knocker.open(url(), "CS-1", password);
    says(
        station,
        "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]");
    return station;
  }

  private void answered(Knocker.Open station, String action, String status) throws IOException {
    JsonNode call = called(station, action);
    says(station, "[3,\"" + call.get(1).textValue() + "\",{\"status\":\"" + status + "\"}]");
  }

  @Test
  @Tag("1.6:A01.FR.02")
  @Tag("1.6:A01.FR.03")
  @DisplayName("A01.FR.03: once the station accepts it only the new password is good")
  void anAcceptedPasswordTakesTheOldOnesPlace() throws IOException {
    String old = announced();
    Knocker.Open station = booted(old);
    sendPassword();
    assertEquals(NEW, called(station, "ChangeConfiguration").at("/3/value").textValue());
    answered(station, "ChangeConfiguration", "Accepted");
    await().atMost(PATIENCE).until(() -> !node().access().show(STATION).passwordStaged());
    assertEquals(401, knock(old));
    assertEquals(101, knock(NEW));
  }

  @Test
  @Tag("1.6:A01.FR.04")
  @DisplayName("A01.FR.04: when the station refuses it only the old password is good")
  void aRefusedPasswordIsNoGood() throws IOException {
    String old = announced();
    Knocker.Open station = booted(old);
    sendPassword();
    answered(station, "ChangeConfiguration", "Rejected");
    await().atMost(PATIENCE).until(() -> !node().access().show(STATION).passwordStaged());
    assertEquals(401, knock(NEW));
    assertEquals(101, knock(old));
  }

  @Test
  @Tag("1.6:A01.FR.09")
  @Tag("A01.FR.09")
  @DisplayName("A01.FR.09: a password waits over a restart and is readable nowhere")
  void aPasswordWaitsOverARestartAndIsReadableNowhere() throws IOException {
    String old = announced();
    booted(old).socket().abort();
    await().atMost(PATIENCE).until(() -> !node().engines().live(STATION).orElseThrow().connected());
    sendPassword();
    start(open());
    announce();
    Knocker.Open station = booted(old);
    assertEquals(NEW, called(station, "ChangeConfiguration").at("/3/value").textValue());
    answered(station, "ChangeConfiguration", "Accepted");
    await().atMost(PATIENCE).until(() -> !node().access().show(STATION).passwordStaged());
    assertEquals(401, knock(old));
    close();
    node = null;
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() > 3, files::toString);
    for (Path file : files) {
      assertFalse(
          Files.readString(file, StandardCharsets.ISO_8859_1).contains(NEW), file::toString);
    }
  }

  @Test
  @DisplayName("A02.FR.11: the built-in authority signs, and the chain follows the answer")
  void theBuiltInAuthoritySigns() throws IOException {
    start(open().withOrganisation("Operator").withAuthority(folder.resolve("ca/authority.p12")));
    Knocker.Open station = booted(null);
    await().atMost(PATIENCE).until(() -> !station.knocker().received.isEmpty());
    says(
        station,
        JSON.createArrayNode()
            .add(2)
            .add("s")
            .add("SignCertificate")
            .add(
                JSON.createObjectNode()
                    .put(
                        "csr",
                        TestAuthority.request("O=Operator,CN=CS-1", TestAuthority.keys("EC", 256))))
            .toString());
    String chain = called(station, "CertificateSigned").at("/3/certificateChain").textValue();
    assertTrue(chain.startsWith("-----BEGIN CERTIFICATE-----"), chain);
    assertTrue(
        station.knocker().received.get(1).startsWith("[3,\"s\",{\"status\":\"Accepted\""),
        station.knocker().received::toString);
    answered(station, "CertificateSigned", "Accepted");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node().engines().state(STATION).orElseThrow().flows().of("certificate").count()
                    == 0);
  }

  @Test
  @DisplayName("A02.FR.12: the built-in authority refuses what does not name the station")
  void theBuiltInAuthorityRefusesAForeignName() throws IOException {
    start(open().withOrganisation("Operator").withAuthority(folder.resolve("ca/authority.p12")));
    Knocker.Open station = booted(null);
    says(station, "[2,\"s\",\"SignCertificate\",{\"csr\":\"hello\"}]");
    await()
        .atMost(PATIENCE)
        .until(() -> station.knocker().received.contains("[3,\"s\",{\"status\":\"Rejected\"}]"));
  }
}
