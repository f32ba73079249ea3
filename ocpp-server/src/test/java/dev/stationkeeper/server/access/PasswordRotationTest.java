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
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.station.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New passwords of 2.x stations, also several in quick succession, on real sockets (A01). */
class PasswordRotationTest {
  private static final StationId STATION = new StationId("CS-1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FIRST = "first new password";
  private static final String SECOND = "second new password";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAMED =
      "\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"BasicAuthPassword\"}";

  @TempDir Path folder;
  private StationkeeperNode node;
  private String old;

  @BeforeEach
  void start() throws IOException {
    node =
        StationkeeperNode.start(
            NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0)
                .withSecurity(SecuritySettings.open(folder.resolve("secrets/server.key")), null));
    node.access().appended(new SystemEvent.StationRegistered("CS-1", null, null));
    node.access().set(STATION, 1, null, "test");
    old = node.access().setGenerated(STATION, "test");
  }

  @AfterEach
  void close() {
    node.close();
  }

  private String url() {
    return "ws://127.0.0.1:" + node.ocppPort() + "/ocpp/CS-1";
  }

  private int knock(String password) {
    return Knocker.knock(url(), null, "CS-1", password);
  }

  private Knocker.Open booted(String password) {
    Knocker.Open station = Knocker.open(url(), null, "ocpp2.0.1", "CS-1", password);
    station
        .socket()
        .sendText(
            "[2,\"b\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":"
                + "{\"model\":\"M\",\"vendorName\":\"V\"}}]",
            true)
        .join();
    return station;
  }

  private void send(String id, String password) {
    node.engines()
        .submit(
            STATION,
            new Command(
                id,
                Action.of("SetVariables"),
                JsonView.parse(
                    "{\"setVariableData\":[{\"attributeValue\":\""
                        + password
                        + "\","
                        + NAMED
                        + "}]}"),
                Instant.now().plus(Duration.ofMinutes(10)),
                "ann"))
        .taken()
        .toCompletableFuture()
        .join();
  }

  /** The CALL with that password, once it has come. */
  private static String called(Knocker.Open station, String password) throws IOException {
    await().atMost(PATIENCE).until(() -> call(station, password).isPresent());
    JsonNode call = JSON.readTree(call(station, password).orElseThrow());
    return call.get(1).textValue();
  }

  private static Optional<String> call(Knocker.Open station, String password) {
    return station.knocker().received.stream().filter(t -> t.contains(password)).findFirst();
  }

  private static void answers(Knocker.Open station, String password, String status)
      throws IOException {
    String frame =
        "[3,\"%s\",{\"setVariableResult\":[{\"attributeStatus\":\"%s\",%s}]}]"
            .formatted(called(station, password), status, NAMED);
    station.socket().sendText(frame, true).join();
  }

  private void awaitSettled() {
    await().atMost(PATIENCE).until(() -> !node.access().show(STATION).passwordStaged());
  }

  @Test
  @Tag("A01.FR.02")
  @Tag("A01.FR.03")
  @Tag("TC_A_09_CSMS")
  void theOldPasswordIsGoodUntilTheNewOneIsAcceptedAndRefusedAfterwards() throws IOException {
    Knocker.Open station = booted(old);
    send("c1", FIRST);
    called(station, FIRST);
    assertEquals(101, knock(old), "not answered yet");
    Knocker.Open again = booted(old);
    send("c2", SECOND);
    answers(again, SECOND, "Accepted");
    awaitSettled();
    assertEquals(401, knock(old));
    assertEquals(401, knock(FIRST), "sent before the one that was accepted");
    assertEquals(101, knock(SECOND));
  }

  @Test
  @Tag("A01.FR.04")
  @Tag("TC_A_10_CSMS")
  void theOldPasswordIsGoodWhenTheNewOneIsRejected() throws IOException {
    Knocker.Open station = booted(old);
    send("c1", FIRST);
    answers(station, FIRST, "Rejected");
    awaitSettled();
    assertEquals(401, knock(FIRST));
    assertEquals(101, knock(old));
  }

  @Test
  void ofTwoInQuickSuccessionTheFirstAcceptedOneIsGoodUntilTheSecondIs() throws IOException {
    Knocker.Open station = booted(old);
    send("c1", FIRST);
    send("c2", SECOND);
    answers(station, FIRST, "Accepted");
    called(station, SECOND);
    await().atMost(PATIENCE).until(() -> knock(old) == 401);
    station.socket().abort();
    Knocker.Open back = booted(FIRST);
    assertTrue(node.access().show(STATION).passwordStaged(), "the second has no end yet");
    back.socket().abort();
    assertEquals(101, knock(SECOND), "its answer was lost");
    assertEquals(401, knock(FIRST), "used means confirmed");
    assertFalse(node.access().show(STATION).passwordStaged());
  }

  @Test
  void ofTwoInQuickSuccessionARejectedFirstOneDoesNotTouchTheSecond() throws IOException {
    Knocker.Open station = booted(old);
    send("c1", FIRST);
    send("c2", SECOND);
    answers(station, FIRST, "Rejected");
    answers(station, SECOND, "Accepted");
    awaitSettled();
    assertEquals(List.of(401, 401, 101), List.of(knock(old), knock(FIRST), knock(SECOND)));
  }
}
