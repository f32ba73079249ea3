// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.node.NodeCounters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** More come than can be judged. */
class SheddingTest {
  private static final Pattern RETRY_AFTER = Pattern.compile("Retry-After: (\\d+)");
  private static final int COMING = 40;

  private final NodeCounters counters = new NodeCounters();
  private final CountDownLatch verdict = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private final List<String> answers = new CopyOnWriteArrayList<>();

  @Test
  void whoFindsNoPlaceIsToldWhenToComeAgainAndTheOthersAreServed() throws IOException {
    Gateway gateway =
        new Gateway(
            GatewaySettings.on("127.0.0.1", 0).withHandshakeQueue(2), knock -> judge(), counters);
    try (gateway;
        ExecutorService stations = Executors.newFixedThreadPool(COMING)) {
      gateway.start(new RecordingStations());
      int port = gateway.port();
      for (int i = 0; i < COMING; i++) {
        String station = "CS-" + i;
        var _ = stations.submit(() -> come(port, station));
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> counters.value("handshake_shed") > 0);
      verdict.countDown();
      await().atMost(Duration.ofSeconds(30)).until(() -> answers.size() == COMING);
      told.countDown();
    }
    List<String> shed = answers.stream().filter(head -> head.contains(" 503 ")).toList();
    assertEquals(counters.value("handshake_shed"), shed.size());
    assertTrue(shed.size() < COMING, answers::toString);
    for (String head : answers) {
      assertTrue(head.contains(" 101 ") || head.contains(" 503 "), head);
    }
    for (String head : shed) {
      Matcher after = RETRY_AFTER.matcher(head);
      assertTrue(after.find(), head);
      int seconds = Integer.parseInt(after.group(1));
      assertTrue(seconds >= 5 && seconds < 35, head);
    }
  }

  private Admission judge() {
    try {
      verdict.await();
      return Admission.accept();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Admission.forbidden();
    }
  }

  /** Asks, notes the head of the answer, and stays until all have theirs. */
  private boolean come(int port, String station) throws IOException, InterruptedException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      String request =
          "GET /ocpp/"
              + station
              + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      answers.add(head.toString());
      told.await();
    }
    return true;
  }
}
