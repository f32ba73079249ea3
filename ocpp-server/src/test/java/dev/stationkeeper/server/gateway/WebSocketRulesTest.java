// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OCPP-J says of the WebSocket below it. */
class WebSocketRulesTest {
  private final RecordingStations stations = new RecordingStations();
  private final Gateway gateway =
      new Gateway(GatewaySettings.on("127.0.0.1", 0), AdmissionPolicy.OPEN, what -> {});

  @BeforeEach
  void start() throws IOException {
    gateway.start(stations);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Tag("CON-03")
  @ParameterizedTest
  @ValueSource(strings = {"ocpp2.0.1", "ocpp2.1"})
  void anIdentityIsAnIdentifierStringOfAtMost48Characters(String subprotocol) {
    int port = gateway.port();
    String every = "azAZ09*-_=+@.%7C";
    assertEquals(101, Client.refusal(port, "/ocpp/" + every, subprotocol));
    await()
        .until(
            () ->
                stations.told.stream().anyMatch(told -> told.startsWith("opened azAZ09*-_=+@.| ")));
    assertEquals(101, Client.refusal(port, "/ocpp/" + "x".repeat(48), subprotocol));
    assertEquals(400, Client.refusal(port, "/ocpp/" + "x".repeat(49), subprotocol));
    for (String forbidden : new String[] {"CS:1", "CS%3A1", "CS%2F1", "CS!1", "CS%C3%A4"}) {
      assertEquals(400, Client.refusal(port, "/ocpp/" + forbidden, subprotocol), forbidden);
    }
  }

  @Tag("CON-05")
  @Test
  void onlyTheSubprotocolDecidesTheVersionAndNoPartOfTheAddress() {
    for (OcppVersion version : OcppVersion.all()) {
      assertEquals(
          version.subprotocol(),
          Client.connect(gateway.port(), "/ocpp/CS-1", version.subprotocol()).subprotocol());
    }
    assertEquals(
        "ocpp1.6", Client.connect(gateway.port(), "/ocpp/ocpp2.0.1", "ocpp1.6").subprotocol());
  }

  @Tag("CON-16")
  @Test
  void aPingIsAnsweredWithAPongThatIsTheSameAndReachesNoStation() throws IOException {
    try (Socket socket = open("")) {
      // FIN and PING, masked, two bytes long, mask 0.
      socket.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
      socket.getOutputStream().flush();
      byte[] pong = new DataInputStream(socket.getInputStream()).readNBytes(4);
      assertEquals((byte) 0x8A, pong[0]);
      assertEquals("hi", new String(pong, 2, 2, StandardCharsets.US_ASCII));
    }
    assertFalse(stations.told.stream().anyMatch(told -> told.startsWith("received")));
  }

  /** Compression is switched off unless configured; a station that offers it goes without. */
  @Test
  void aStationThatOffersCompressionIsServedWithoutIt() throws IOException {
    try (Socket socket = open("Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
      byte[] text = "[2,\"1\",\"Heartbeat\",{}]".getBytes(StandardCharsets.US_ASCII);
      socket
          .getOutputStream()
          .write(new byte[] {(byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0});
      socket.getOutputStream().write(text);
      socket.getOutputStream().flush();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  stations.told.stream()
                      .anyMatch(told -> told.endsWith("[2,\"1\",\"Heartbeat\",{}]")));
    }
  }

  /** A connection whose handshake has been answered with 101 and without an extension. */
  private Socket open(String header) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(30_000);
    String request =
        "GET /ocpp/CS-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: ocpp1.6\r\n"
            + header
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      assertTrue(read >= 0, () -> "closed behind " + head);
      head.append((char) read);
    }
    assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
    assertFalse(head.toString().toLowerCase(Locale.ROOT).contains("extensions"), head.toString());
    return socket;
  }
}
