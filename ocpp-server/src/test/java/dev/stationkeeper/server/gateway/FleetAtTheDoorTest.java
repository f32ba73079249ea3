// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many connections that come, wait or end together (ADR 38). */
final class FleetAtTheDoorTest {
  private static final int FLEET = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordingStations stations = new RecordingStations();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final Gateway gateway =
      new Gateway(
          GatewaySettings.on("127.0.0.1", 0),
          AdmissionPolicy.OPEN,
          what -> counts.merge(what, 1, Integer::sum));

  @BeforeEach
  void start() throws IOException {
    gateway.start(stations);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    gateway.close();
  }

  private Socket socket(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    sockets.add(socket);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String request(String station) {
    return "GET /ocpp/"
        + station
        + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n";
  }

  private List<Socket> fleet() throws IOException {
    List<Socket> fleet = new ArrayList<>();
    for (int i = 0; i < FLEET; i++) {
      fleet.add(socket(request("FLEET-" + i)));
    }
    for (Socket socket : fleet) {
      assertTrue(answer(socket).startsWith("HTTP/1.1 101 "));
    }
    await().atMost(PATIENCE).until(() -> gateway.size() == FLEET);
    return fleet;
  }

  /** The answer to the handshake, to its empty line. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        break;
      }
      text.append((char) read);
    }
    return text.toString();
  }

  private List<String> closed() {
    return stations.told.stream().filter(told -> told.startsWith("closed ")).toList();
  }

  @Test
  void stationsThatAreCutOffTogetherAreEachToldOfAndComeBack() throws IOException {
    for (Socket socket : fleet()) {
      socket.setSoLinger(true, 0); // a reset
      socket.close();
    }
    await().atMost(PATIENCE).until(() -> closed().size() == FLEET);
    assertTrue(closed().stream().allMatch(told -> told.endsWith(" 1006")), closed()::toString);
    assertEquals(FLEET, fleet().size(), "all of them are back");
  }

  /** The end of TCP is seen by another thread than the one that reads the frame before it. */
  @Test
  void aCloseFrameKeepsItsCodeWithTheEndOfTheConnectionRightBehindIt() throws IOException {
    // FIN and CLOSE, masked, two bytes long, mask 0, 1000.
    byte[] close = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8};
    for (Socket socket : fleet()) {
      socket.getOutputStream().write(close);
      socket.shutdownOutput();
    }
    await().atMost(PATIENCE).until(() -> closed().size() == FLEET);
    assertTrue(closed().stream().allMatch(told -> told.endsWith(" 1000")), closed()::toString);
  }

  @Test
  void whoStandsAtTheDoorIsServedWhenItGoesOnAndMeanwhileOthersAre() throws IOException {
    String request = request("SLOW");
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < FLEET; i++) {
      slow.add(socket(request.substring(0, request.length() - 2)));
    }
    assertTrue(answer(socket(request("QUICK"))).startsWith("HTTP/1.1 101 "));
    Socket one = slow.get(FLEET / 2);
    one.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
    assertTrue(answer(one).startsWith("HTTP/1.1 101 "));
    assertEquals(2, gateway.size());
  }
}
