// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the middle of a notification. The whole way is real: stations report faults,
 * the alarm handler opens alarms, the webhook tells them; the receiver has the fourth in its hands
 * and has not answered when the server dies.
 */
class KillNotificationSystemTest {
  private static final int CONNECTORS = 8;
  private static final int HELD = 4;

  @TempDir Path home;
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/alarms", this::take);
    receiver.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      told.add(
          new ObjectMapper().readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      if (told.size() == HELD) {
        holding.countDown();
        if (!over.await(60, TimeUnit.SECONDS)) {
          throw new IOException("the test did not go on");
        }
      }
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    over.countDown();
    receiver.stop(0);
    threads.close();
  }

  @Test
  void everyAlarmLeavesAtLeastOnceInOrderAndARepetitionHasTheSameId() throws Exception {
    String settings =
        "alarm.faultedAfter=PT0S;notify-webhook.secret=sixteen characters;notify-webhook.url="
            + "http://127.0.0.1:%d/alarms".formatted(receiver.getAddress().getPort());
    Set<String> wanted = new TreeSet<>();
    try (ServerProcess server =
        ServerProcess.start(home, Map.of("STATIONKEEPER_HANDLERS", settings))) {
      try (RawStation one = new RawStation(server.ocpp("N1"), "ocpp1.6");
          RawStation other = new RawStation(server.ocpp("N2"), "ocpp1.6")) {
        one.call("BootNotification", Sessions.BOOT_16);
        other.call("BootNotification", Sessions.BOOT_16);
        for (int connector = 1; connector <= CONNECTORS; connector++) {
          one.call("StatusNotification", faulted(connector));
          other.call("StatusNotification", faulted(connector));
          wanted.add("alarm:faulted:N1:" + connector);
          wanted.add("alarm:faulted:N2:" + connector);
        }
        assertTrue(holding.await(60, TimeUnit.SECONDS), "a notification is on its way");
        server.kill();
        assertEquals(1006, one.closed().join());
        assertEquals(1006, other.closed().join());
      }
      over.countDown();
      server.restart();
      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertEquals(wanted, alarms()));
      inOrderAndUnderOneId();
      assertTrue(
          told.stream().filter(n -> n.get("id").equals(told.get(HELD - 1).get("id"))).count() >= 2,
          "what was in the receiver's hands is told again");
    }
  }

  private static String faulted(int connector) {
    return "{\"connectorId\":%d,\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\"}"
        .formatted(connector);
  }

  private Set<String> alarms() {
    Set<String> alarms = new TreeSet<>();
    told.forEach(notification -> alarms.add(notification.get("alarm").asText()));
    return alarms;
  }

  private void inOrderAndUnderOneId() {
    Map<String, JsonNode> byId = new HashMap<>();
    Map<String, String> idOf = new HashMap<>();
    Map<String, List<Integer>> connectors = new HashMap<>();
    for (JsonNode notification : told) {
      String id = notification.get("id").asText();
      JsonNode before = byId.put(id, notification);
      if (before != null) {
        assertEquals(before, notification, "a repetition says the same");
        continue;
      }
      String alarm = notification.get("alarm").asText();
      String known = idOf.put(alarm, id);
      assertNull(known, () -> alarm + " is told under two ids");
      connectors
          .computeIfAbsent(notification.get("station").asText(), s -> new ArrayList<>())
          .add(Integer.valueOf(alarm.substring(alarm.lastIndexOf(':') + 1)));
    }
    connectors.forEach(
        (station, order) -> assertEquals(order.stream().sorted().toList(), order, station));
    assertEquals(2, connectors.size());
  }
}
