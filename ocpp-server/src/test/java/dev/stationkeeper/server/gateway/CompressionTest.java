// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.node.NodeCounters;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed messages of stations (RFC 7692) over real sockets, where that is switched on. */
@Tag("CON-14")
class CompressionTest {
  private static final int FIN = 0x80;
  private static final int RSV1 = 0x40;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final String AGREED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  private static final String HEARTBEAT = "[2,\"%d\",\"Heartbeat\",{}]";

  private final NodeCounters counters = new NodeCounters();
  private final RecordingStations stations = new RecordingStations();
  private Gateway gateway;
  private String extensions = "";

  @BeforeEach
  void start() throws IOException {
    gateway =
        new Gateway(
            GatewaySettings.on("127.0.0.1", 0).withCompression(), AdmissionPolicy.OPEN, counters);
    gateway.start(stations);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** Connects with that offer, if any, and notes what is agreed. */
  private Socket open(String offer) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(30_000);
    String header = offer.isEmpty() ? "" : "Sec-WebSocket-Extensions: " + offer + "\r\n";
    String request =
        "GET /ocpp/CS-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: ocpp2.0.1\r\n"
            + header
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      assertTrue(read >= 0, () -> "closed behind " + head);
      head.append((char) read);
    }
    assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
    extensions =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-extensions:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("");
    return socket;
  }

  /** A frame with a mask of zeros. */
  private static void send(Socket socket, int first, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.putInt(0).put(payload);
    socket.getOutputStream().write(frame.array(), 0, frame.position());
    socket.getOutputStream().flush();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As a station sends it: flushed, and the end that all of them have left away. */
  private static byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] piece = new byte[1024];
      for (int made = 1; made > 0; ) {
        made = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
        all.write(piece, 0, made);
      }
      byte[] whole = all.toByteArray();
      return Arrays.copyOf(whole, whole.length - 4);
    } finally {
      deflater.end();
    }
  }

  private void awaitTold(String message) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                stations.told.stream()
                    .anyMatch(t -> t.startsWith("received") && t.endsWith(" " + message)));
  }

  /** The code of the server's close frame; what comes before it is passed over. */
  private static int closeCode(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      if (opcode == 8) {
        return ByteBuffer.wrap(payload).getShort();
      }
    }
  }

  @Test
  void compressedMessagesAndOthersAreReadEachByItself() throws IOException {
    try (Socket socket = open("permessage-deflate; client_max_window_bits")) {
      assertEquals(AGREED, extensions);
      for (int i = 0; i < 3; i++) {
        send(socket, FIN | RSV1 | TEXT, deflated(bytes(HEARTBEAT.formatted(i))));
        awaitTold(HEARTBEAT.formatted(i));
      }
      send(socket, FIN | TEXT, bytes(HEARTBEAT.formatted(3)));
      awaitTold(HEARTBEAT.formatted(3));
      String large = "[2,\"4\",\"DataTransfer\",{\"data\":\"" + "ä".repeat(50_000) + "\"}]";
      send(socket, FIN | RSV1 | TEXT, deflated(bytes(large)));
      awaitTold(large);
    }
  }

  @Test
  void aCompressedMessageMayComeInPiecesWithPingsBetween() throws IOException {
    try (Socket socket = open("permessage-deflate")) {
      byte[] whole = deflated(bytes(HEARTBEAT.formatted(7)));
      send(socket, RSV1 | TEXT, Arrays.copyOf(whole, 5));
      send(socket, FIN | PING, bytes("hi"));
      send(socket, CONTINUATION, Arrays.copyOfRange(whole, 5, 9));
      send(socket, FIN | CONTINUATION, Arrays.copyOfRange(whole, 9, whole.length));
      awaitTold(HEARTBEAT.formatted(7));
      String plain = HEARTBEAT.formatted(8);
      send(socket, TEXT, bytes(plain.substring(0, 4)));
      send(socket, FIN | CONTINUATION, bytes(plain.substring(4)));
      awaitTold(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void aMessageThatGrowsBeyondTheLargestEndsTheConnection(int megabytes) throws IOException {
    try (Socket socket = open("permessage-deflate")) {
      byte[] bomb = deflated(new byte[megabytes << 20]);
      assertTrue(bomb.length < 128 * 1024, () -> "it would be too large itself: " + bomb.length);
      send(socket, FIN | RSV1 | TEXT, bomb);
      assertEquals(1009, closeCode(socket));
    }
    assertEquals(1, counters.value("compression_bomb"));
    assertEquals(1, counters.value("closed_1009"));
    assertFalse(stations.told.stream().anyMatch(told -> told.startsWith("received")));
  }

  @Test
  void compressedPiecesAreNoLongerThanAMessage() throws IOException {
    try (Socket socket = open("permessage-deflate")) {
      send(socket, RSV1 | TEXT, new byte[100_000]);
      send(socket, CONTINUATION, new byte[100_000]);
      assertEquals(1009, closeCode(socket));
    }
  }

  @Test
  void whatDoesNotInflateEndsTheConnection() throws IOException {
    try (Socket socket = open("permessage-deflate")) {
      send(socket, FIN | RSV1 | TEXT, bytes("this is not deflated"));
      assertEquals(1007, closeCode(socket));
    }
  }

  @Test
  void onlyTheFirstFrameSaysThatAMessageIsCompressed() throws IOException {
    try (Socket socket = open("permessage-deflate")) {
      send(socket, RSV1 | TEXT, new byte[2]);
      send(socket, FIN | RSV1 | CONTINUATION, new byte[2]);
      assertEquals(1002, closeCode(socket));
    }
  }

  @Test
  void whoDidNotOfferItMayNotCompress() throws IOException {
    try (Socket socket = open("")) {
      assertEquals("", extensions);
      send(socket, FIN | RSV1 | TEXT, deflated(bytes(HEARTBEAT.formatted(1))));
      assertEquals(1002, closeCode(socket));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | ",
        "PerMessage-Deflate;client_no_context_takeover | ",
        "x-webkit-deflate-frame, permessage-deflate | ",
        "permessage-deflate; nonsense, permessage-deflate | ",
        "permessage-deflate; server_max_window_bits=10 | ; server_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=\"15\" | ; server_max_window_bits=15",
      })
  void whatIsOfferedIsAgreed(String offer, String more) throws IOException {
    open(offer).close();
    assertEquals(AGREED + (more == null ? "" : more), extensions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-webkit-deflate-frame",
        "permessage-deflate; nonsense",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        ";,;=,"
      })
  void whatCannotBeAgreedIsDoneWithout(String offer) throws IOException {
    try (Socket socket = open(offer)) {
      assertEquals("", extensions);
      send(socket, FIN | TEXT, bytes(HEARTBEAT.formatted(9)));
      awaitTold(HEARTBEAT.formatted(9));
    }
  }
}
