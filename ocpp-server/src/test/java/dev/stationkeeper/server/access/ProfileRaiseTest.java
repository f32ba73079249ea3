// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.tls.TlsSettings;
import dev.stationkeeper.station.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stations are raised to a higher security profile, on real sockets with and without TLS. */
class ProfileRaiseTest {
  private static final StationId STATION = new StationId("CS-1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private TestAuthority authority;
  private TestAuthority.Identity server;
  private @Nullable StationkeeperNode node;

  @BeforeEach
  void start() throws IOException {
    authority = new TestAuthority(folder);
    server = authority.server("EC", 256);
    node = started();
    access().appended(new SystemEvent.StationRegistered("CS-1", null, null));
  }

  private StationkeeperNode started() throws IOException {
    return StationkeeperNode.start(
        NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0)
            .withSecurity(
                SecuritySettings.open(folder.resolve("secrets/server.key")),
                new TlsSettings(
                    List.of(server.certificate()),
                    List.of(server.key()),
                    "",
                    List.of(authority.rootFile()),
                    List.of(),
                    Duration.ZERO)));
  }

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
  }

  private StationkeeperNode node() {
    return Objects.requireNonNull(node);
  }

  private StationAccessBook access() {
    return node().access();
  }

  private String ws() {
    return "ws://127.0.0.1:" + node().ocppPort() + "/ocpp/CS-1";
  }

  private String wss() {
    return "wss://localhost:" + node().ocppTlsPort() + "/ocpp/CS-1";
  }

  private String agreed(int profile) {
    access().set(STATION, profile, null, "test");
    return access().setGenerated(STATION, "test");
  }

  private int plain(String password) {
    return Knocker.knock(ws(), null, "CS-1", password);
  }

  private int secure(SSLContext tls, String password) {
    return Knocker.knock(wss(), tls, "CS-1", password);
  }

  private void send(String action, JsonView payload, boolean carryThrough) {
    Command command =
        new Command(
            UUID.randomUUID().toString(),
            Action.of(action),
            payload,
            Instant.now().plus(Duration.ofMinutes(10)),
            "ann");
    node()
        .engines()
        .submit(STATION, carryThrough ? command.carriedThrough() : command)
        .taken()
        .toCompletableFuture()
        .join();
  }

  private static JsonView networkProfile(int profile) {
    return JsonView.parse(
        ("{\"configurationSlot\":2,\"connectionData\":{\"ocppVersion\":\"OCPP20\",\"ocppTransport\":"
                + "\"JSON\",\"ocppCsmsUrl\":\"wss://csms.example/ocpp\",\"messageTimeout\":30,"
                + "\"securityProfile\":%d,\"ocppInterface\":\"Wired0\"}}")
            .formatted(profile));
  }

  private static void answers(Knocker.Open station, String action, String payload)
      throws IOException {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                station.knocker().received.stream()
                    .anyMatch(text -> text.contains('"' + action + '"')));
    JsonNode call =
        JSON.readTree(
            station.knocker().received.stream()
                .filter(text -> text.contains('"' + action + '"'))
                .findFirst()
                .orElseThrow());
    station
        .socket()
        .sendText("[3,\"" + call.get(1).textValue() + "\"," + payload + "]", true)
        .join();
  }

  private static Knocker.Open booted16(Knocker.Open station) {
    station
        .socket()
        .sendText(
            "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]",
            true)
        .join();
    return station;
  }

  private static Knocker.Open booted201(Knocker.Open station) {
    station
        .socket()
        .sendText(
            "[2,\"b\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":"
                + "{\"model\":\"M\",\"vendorName\":\"V\"}}]",
            true)
        .join();
    return station;
  }

  private void awaitFlow(int running) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node()
                        .engines()
                        .state(STATION)
                        .map(state -> state.flows().of("securityProfile").count())
                        .orElse(0L)
                    == running);
  }

  @Test
  @Tag("TC_083_CSMS")
  @Tag("1.6:A00.FR.001")
  @Tag("1.6:A05.FR.07")
  @DisplayName("1.6: raised from 1 to 2; the lower profile is refused afterwards")
  void a16StationIsRaisedAndTheLowerProfileIsRefusedAfterwards() throws IOException {
    String password = agreed(1);
    assertEquals(403, secure(authority.client(null), password), "not agreed");
    Knocker.Open station = booted16(Knocker.open(ws(), "CS-1", password));
    send(
        "ChangeConfiguration",
        JsonView.object().put("key", "SecurityProfile").put("value", "2").build(),
        false);
    answers(station, "ChangeConfiguration", "{\"status\":\"Accepted\"}");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node()
                    .engines()
                    .state(STATION)
                    .orElseThrow()
                    .flows()
                    .of("securityProfile")
                    .anyMatch(flow -> flow.step().equals("restarting")));
    assertEquals(101, plain(password), "it may fall back until it has come with the new one");
    Knocker.open(wss(), authority.client(null), "ocpp1.6", "CS-1", password);
    assertEquals(2, access().show(STATION).profile());
    assertEquals(403, plain(password), "A05.FR.07");
    awaitFlow(0);
    assertEquals(
        Integer.valueOf(2), node().engines().state(STATION).orElseThrow().link().securityProfile());
  }

  @Test
  @Tag("TC_A_19_CSMS")
  @Tag("A05.FR.07")
  @Tag("A00.FR.001")
  @Tag("A00.FR.002")
  @DisplayName("2.0.1: network profile, order and reset; the lower profile is refused afterwards")
  void a201StationIsRaisedOverARestartOfTheServer() throws IOException {
    String password = agreed(1);
    Knocker.Open station = booted201(Knocker.open(ws(), null, "ocpp2.0.1", "CS-1", password));
    send("SetNetworkProfile", networkProfile(2), true);
    answers(station, "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    String named =
        "\"component\":{\"name\":\"OCPPCommCtrlr\"},"
            + "\"variable\":{\"name\":\"NetworkConfigurationPriority\"}";
    answers(
        station,
        "GetVariables",
        "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\",\"attributeValue\":\"1\","
            + named
            + "}]}");
    answers(
        station,
        "SetVariables",
        "{\"setVariableResult\":[{\"attributeStatus\":\"Accepted\"," + named + "}]}");
    answers(station, "Reset", "{\"status\":\"Accepted\"}");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node().engines().state(STATION).orElseThrow().commands().out() == null
                    && node().engines().state(STATION).orElseThrow().commands().queued().isEmpty());
    node().close();
    node = started();
    Knocker.open(wss(), authority.client(null), "ocpp2.0.1", "CS-1", password);
    assertEquals(2, access().show(STATION).profile());
    assertEquals(403, plain(password));
    awaitFlow(0);
  }

  @Test
  void aStationIsRaisedFromAPasswordToACertificate() throws IOException {
    String password = agreed(2);
    SSLContext own = authority.client(authority.station("CN=CS-1"));
    assertEquals(401, Knocker.knock(wss(), own, "CS-1", (byte[]) null), "not agreed");
    Knocker.Open station = booted201(Knocker.open(wss(), own, "ocpp2.0.1", "CS-1", password));
    send("SetNetworkProfile", networkProfile(3), false);
    answers(station, "SetNetworkProfile", "{\"status\":\"Accepted\"}");
    awaitFlow(1);
    SSLContext anothers = authority.client(authority.station("CN=CS-2"));
    assertEquals(403, Knocker.knock(wss(), anothers, "CS-1", (byte[]) null));
    assertEquals(2, access().show(STATION).profile());
    assertEquals(101, Knocker.knock(wss(), own, "CS-1", (byte[]) null));
    assertEquals(3, access().show(STATION).profile());
    assertEquals(403, secure(authority.client(null), password), "A05.FR.07");
  }

  @Test
  @Tag("A00.FR.002")
  @Tag("1.6:A00.FR.002")
  void aConnectionWithAnotherProfileThanTheAgreedOneIsEnded() {
    String password = agreed(1);
    Knocker.Open station = booted16(Knocker.open(ws(), "CS-1", password));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node()
                    .engines()
                    .durable(STATION)
                    .map(loaded -> loaded.state().link().open())
                    .orElse(false));
    access().set(STATION, 1, null, "test");
    assertFalse(station.knocker().closed.isDone(), "it is the agreed one");
    access().set(STATION, 2, null, "test");
    assertEquals(1008, station.knocker().closed.orTimeout(30, TimeUnit.SECONDS).join());
    assertEquals(403, plain(password));
    assertEquals(101, secure(authority.client(null), password));
  }

  @Test
  void whoHasNoProfileOfItsOwnMayDoMoreThanItMust() {
    String password = access().setGenerated(STATION, "test");
    assertNull(access().show(STATION).profile());
    assertEquals(101, secure(authority.client(null), password));
    assertEquals(101, plain(password));
    assertNull(access().show(STATION).profile(), "and that is no agreement");
  }
}
