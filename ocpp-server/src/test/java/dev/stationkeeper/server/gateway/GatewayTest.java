// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.gateway.Client.Connected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class GatewayTest {
  private static final StationId STATION = new StationId("CS-1");

  private final RecordingStations stations = new RecordingStations();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Counters counters = what -> counts.merge(what, 1, Integer::sum);
  private Gateway gateway = new Gateway(settings(), AdmissionPolicy.OPEN, counters);

  private static GatewaySettings settings() {
    return GatewaySettings.on("127.0.0.1", 0);
  }

  private int start() throws IOException {
    gateway.start(stations);
    return gateway.port();
  }

  private int start(GatewaySettings settings, AdmissionPolicy policy) throws IOException {
    gateway = new Gateway(settings, policy, counters);
    return start();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  private void awaitTold(String line) {
    await()
        .untilAsserted(
            () -> assertTrue(stations.told.contains(line), () -> line + " in " + stations.told));
  }

  @Tag("CON-09")
  @Tag("CON-10")
  @Tag("TC_088_CSMS")
  @Tag("SUB-58")
  @Tag("TC_B_58_CSMS")
  @Test
  void theStationsOrderOfPreferenceDecidesTheVersion() throws IOException {
    int port = start();
    assertEquals(
        "ocpp1.6", Client.connect(port, "/ocpp/CS-1", "ocpp9", "ocpp1.6", "ocpp2.1").subprotocol());
    assertEquals("ocpp2.1", Client.connect(port, "/ocpp/CS-2", "ocpp2.1", "ocpp1.6").subprotocol());
    awaitTold("opened CS-1 1 1.6");
    awaitTold("opened CS-2 2 2.1");
  }

  @Tag("CON-11")
  @Tag("CON-12")
  @Tag("TC_088_CSMS")
  @Tag("SUB-58")
  @Tag("TC_B_58_CSMS")
  @Test
  void aHandshakeWithoutACommonSubprotocolIsRefused() throws IOException {
    int port = start();
    assertEquals(400, Client.refusal(port, "/ocpp/CS-1", "ocpp1.5"));
    assertEquals(400, Client.refusal(port, "/ocpp/CS-1"));
    assertEquals(List.of(), stations.told);
    assertEquals(2, count("handshake_refused_400"));
  }

  @Tag("CON-02")
  @Test
  void theStationIdIsPercentDecodedOnce() throws IOException {
    int port = start();
    Client.connect(port, "/ocpp/CS%2B1%7c+", "ocpp2.0.1");
    awaitTold("opened CS+1|+ 1 2.0.1");
    Client.connect(port, "/ocpp/CS%20A", "ocpp1.6");
    awaitTold("opened CS A 2 1.6");
    assertEquals(400, Client.refusal(port, "/ocpp/CS%2520A", "ocpp1.6"), "decoded once only");
    assertEquals(400, Client.refusal(port, "/ocpp/CS%20A", "ocpp2.0.1"), "a space only in 1.6");
    assertEquals(400, Client.refusal(port, "/ocpp/CS%ff", "ocpp1.6"), "no UTF-8");
    assertEquals(400, Client.refusal(port, "/ocpp/" + "x".repeat(49), "ocpp1.6"));
    assertEquals(404, Client.refusal(port, "/ocpp/", "ocpp1.6"));
    assertEquals(404, Client.refusal(port, "/ocpp/a/b", "ocpp1.6"));
    assertEquals(404, Client.refusal(port, "/elsewhere/CS-1", "ocpp1.6"));
  }

  @Test
  void thePolicyRefusesWithItsOwnStatus() throws IOException {
    int port =
        start(
            settings(),
            knock ->
                switch (knock.station().value()) {
                  case "no-credentials" -> Admission.unauthorized();
                  case "forbidden" -> Admission.forbidden();
                  case "unknown" -> Admission.notFound();
                  case "later" -> Admission.unavailable(Duration.ofSeconds(7));
                  case "defect" -> throw new IllegalStateException("defect");
                  default -> Admission.accept();
                });
    assertEquals(401, Client.refusal(port, "/ocpp/no-credentials", "ocpp1.6"));
    assertEquals(403, Client.refusal(port, "/ocpp/forbidden", "ocpp1.6"));
    assertEquals(404, Client.refusal(port, "/ocpp/unknown", "ocpp1.6"));
    assertEquals(503, Client.refusal(port, "/ocpp/later", "ocpp1.6"));
    assertEquals(503, Client.refusal(port, "/ocpp/defect", "ocpp1.6"));
    assertEquals(101, Client.refusal(port, "/ocpp/CS-1", "ocpp1.6"));
    assertTrue(
        raw(port, "GET /ocpp/no-credentials HTTP/1.1\r\n" + upgrade())
            .contains("\r\nWWW-Authenticate: Basic realm=\"OCPP\"\r\n"));
    assertTrue(
        raw(port, "GET /ocpp/later HTTP/1.1\r\n" + upgrade()).contains("\r\nRetry-After: 7\r\n"));
  }

  private static String upgrade() {
    return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n";
  }

  /** Sends text and returns what comes until the server closes. */
  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsNoHandshakeIsToldSoAndClosed() throws IOException {
    int port = start();
    assertTrue(raw(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 426 "));
    assertTrue(raw(port, "POST / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 400 "));
    String endless = "GET /ocpp/CS-1 HTTP/1.1\r\nX: " + "x".repeat(9000);
    assertTrue(raw(port, endless).startsWith("HTTP/1.1 431 "));
    assertEquals(List.of(), stations.told);
  }

  @Test
  void framesBehindARefusedHandshakeReachNobody() throws IOException {
    int port = start(settings(), knock -> Admission.forbidden());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String request = "GET /ocpp/CS-1 HTTP/1.1\r\n" + upgrade();
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      // FIN and TEXT, masked, one byte long, mask 0, "x".
      socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'});
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 403 "));
      assertTrue(answer.endsWith("this station may not connect\n"), "nothing behind the answer");
    }
    assertEquals(List.of(), stations.told);
  }

  @Test
  void aHandshakeThatTakesTooLongIsCut() throws IOException {
    int port = start(settings().withHandshakeTime(Duration.ofMillis(50)), AdmissionPolicy.OPEN);
    assertEquals("", raw(port, "GET /ocpp/CS-1 HTTP/1.1\r\n"));
    assertEquals(1, count("handshake_timeout"));
  }

  @Test
  void oneAddressHasItsShareOfConnectionsAndGetsItBack() throws IOException {
    int port = start(settings().withConnectionsPerAddress(1), AdmissionPolicy.OPEN);
    Connected first = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    assertEquals("", raw(port, ""));
    assertEquals(1, count("too_many_connections_of_address"));
    first.socket().sendClose(1000, "").join();
    awaitTold("closed CS-1 1 1000");
    await().ignoreExceptions().until(() -> Client.refusal(port, "/ocpp/CS-1", "ocpp1.6") == 101);
  }

  @Test
  void thereIsRoomForSoManyConnectionsAndAgainWhenOneHasGone() throws IOException {
    int port = start(settings().withConnections(1), AdmissionPolicy.OPEN);
    Connected first = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    assertEquals("", raw(port, ""));
    assertEquals("", raw(port, ""));
    assertEquals(2, count("too_many_connections"));
    first.socket().sendClose(1000, "").join();
    awaitTold("closed CS-1 1 1000");
    await().ignoreExceptions().until(() -> Client.refusal(port, "/ocpp/CS-1", "ocpp1.6") == 101);
  }

  /** The library closes it when it cannot accept, for want of files or of the network. */
  @Test
  void aListeningSocketThatIsLostIsReplacedAndWhoIsConnectedStays() throws IOException {
    int port = start();
    Connected first = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    awaitTold("opened CS-1 1 1.6");
    gateway.bound().close();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> Client.refusal(port, "/ocpp/CS-2", "ocpp1.6") == 101);
    assertEquals(1, count("listener_lost"));
    gateway.send(STATION, 1, "still here");
    await().until(() -> first.client().received.equals(List.of("still here")));
  }

  @Test
  void filesAreLeftForEverythingElse() {
    assertEquals(18_000, OpenFiles.forStations(20_000));
    assertEquals(512, OpenFiles.forStations(1_024));
    assertEquals(1_000_000, OpenFiles.forStations(Long.MAX_VALUE));
    assertTrue(OpenFiles.forStations() > 0);
  }

  @Tag("CON-01")
  @Test
  void framesGoInAndOutAsTheyAre() throws IOException {
    int port = start();
    Connected connected = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    connected.socket().sendText("[2,\"ä\",", false).join();
    connected.socket().sendText("\"Heartbeat\",{}]", true).join();
    awaitTold("received CS-1 1 [2,\"ä\",\"Heartbeat\",{}]");
    gateway.send(STATION, 1, "[3,\"ä\",{}]");
    await().until(() -> connected.client().received.equals(List.of("[3,\"ä\",{}]")));
    gateway.send(STATION, 2, "to nobody");
    assertEquals(1, count("send_to_closed_connection"));
  }

  @Test
  void aNewConnectionLeavesTheOldOneToTheEngineWhichClosesItByItsNumber() throws IOException {
    int port = start();
    Connected old = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    Connected young = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    awaitTold("opened CS-1 2 1.6");
    gateway.close(STATION, 1, 1000, "replaced");
    assertEquals(1000, old.client().closed.orTimeout(10, TimeUnit.SECONDS).join());
    awaitTold("closed CS-1 1 1000");
    gateway.send(STATION, 2, "still here");
    await().until(() -> young.client().received.equals(List.of("still here")));
  }

  @Test
  void binaryFramesCloseWith1003() throws IOException {
    int port = start();
    Connected connected = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    connected.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    assertEquals(1003, connected.client().closed.orTimeout(10, TimeUnit.SECONDS).join());
  }

  @Tag("RPC-31")
  @Test
  void aMessageBeyondTheLimitClosesWith1009() throws IOException {
    int port = start();
    Connected connected = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    var _ = connected.socket().sendText("x".repeat(128 * 1024 + 1), true);
    assertEquals(1009, connected.client().closed.orTimeout(10, TimeUnit.SECONDS).join());
    assertEquals(1, count("closed_1009"));
  }

  @Test
  void tooManyFramesCloseWith1008() throws IOException {
    int port = start(settings().withFrames(1, 3), AdmissionPolicy.OPEN);
    Connected connected = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    for (int i = 0; i < 50 && !connected.client().closed.isDone(); i++) {
      // The close can come between two of them; a send that fails then is no fault of anybody's.
      connected.socket().sendText("m" + i, true).handle((sent, failure) -> failure == null).join();
    }
    assertEquals(1008, connected.client().closed.orTimeout(10, TimeUnit.SECONDS).join());
    assertTrue(stations.told.contains("received CS-1 1 m2"));
    assertEquals(1, count("too_many_frames"));
  }

  @Test
  void writersOnManyThreadsKeepTheirOrder() throws Exception {
    int port = start();
    Connected connected = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    awaitTold("opened CS-1 1 1.6");
    int writers = 4;
    int each = 500;
    String filler = "-".repeat(200);
    List<Thread> threads = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < each; i++) {
                      gateway.send(STATION, 1, writer + " " + i + " " + filler);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await().until(() -> connected.client().received.size() == writers * each);
    int[] next = new int[writers];
    for (String line : connected.client().received) {
      String[] parts = line.split(" ", -1);
      int writer = Integer.parseInt(parts[0]);
      assertEquals(next[writer]++, Integer.parseInt(parts[1]), "of writer " + writer);
    }
  }

  @Test
  void aSlowReaderGetsEverythingInOrderOnceItReads() throws IOException {
    int port = start(settings().withWriteQueueBytes(64 * 1024 * 1024), AdmissionPolicy.OPEN);
    Connected connected = Client.connectDeaf(port, "/ocpp/CS-1", "ocpp1.6");
    awaitTold("opened CS-1 1 1.6");
    String filler = "-".repeat(64 * 1024);
    int messages = 300;
    for (int i = 0; i < messages; i++) {
      gateway.send(STATION, 1, i + filler);
    }
    connected.socket().request(Long.MAX_VALUE);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> connected.client().received.size() == messages);
    for (int i = 0; i < messages; i++) {
      assertTrue(connected.client().received.get(i).startsWith(i + "-"), "message " + i);
    }
  }

  @Test
  void aReaderThatNeverReadsIsCutWhenItsQueueIsFull() throws IOException {
    int port = start(settings().withWriteQueueBytes(100_000), AdmissionPolicy.OPEN);
    Client.connectDeaf(port, "/ocpp/CS-1", "ocpp1.6");
    awaitTold("opened CS-1 1 1.6");
    String filler = "-".repeat(64 * 1024);
    for (int i = 0; i < 1000 && !counts.containsKey("write_queue_full"); i++) {
      gateway.send(STATION, 1, filler);
    }
    assertEquals(1, count("write_queue_full"));
    awaitTold("closed CS-1 1 1006");
  }

  @Tag("CON-25")
  @Test
  void aShutdownSendsWhatIsDueAndClosesWith1001() throws IOException {
    int port = start();
    Connected connected = Client.connect(port, "/ocpp/CS-1", "ocpp1.6");
    awaitTold("opened CS-1 1 1.6");
    gateway.shut();
    assertEquals(503, Client.refusal(port, "/ocpp/CS-2", "ocpp1.6"));
    gateway.send(STATION, 1, "the last answer");
    gateway.close();
    assertEquals(1001, connected.client().closed.orTimeout(10, TimeUnit.SECONDS).join());
    assertEquals(List.of("the last answer"), connected.client().received);
    assertTrue(stations.told.contains("closed CS-1 1 1001"));
  }
}
