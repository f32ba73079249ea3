// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A socket that says what it is told, right or wrong. */
final class RawConnection implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int PING = 9;
  private static final int CLOSE = 8;
  private static final int PATIENCE = 5_000;
  private static final SocketFactory TRUSTING = trusting();

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  static RawConnection to(String host, int port) throws IOException {
    return to(new Socket(), host, port);
  }

  /** Under TLS. Whose certificate it is does not matter to an attacker. */
  static RawConnection secure(String host, int port) throws IOException {
    return to(TRUSTING.createSocket(), host, port);
  }

  private static RawConnection to(Socket socket, String host, int port) throws IOException {
    try {
      socket.connect(new InetSocketAddress(host, port), PATIENCE);
      socket.setSoTimeout(PATIENCE);
      socket.setTcpNoDelay(true);
      return new RawConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static SocketFactory trusting() {
    X509ExtendedTrustManager anybody = new Anybody();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {anybody}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  void say(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  void say(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The status of an HTTP answer, its head read to the end. */
  int status() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new EOFException("cut during the handshake");
      }
      head.append((char) read);
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /** A frame with a mask of zeros; {@code claimed} is the length that it says. */
  static byte[] frame(boolean fin, boolean rsv1, int opcode, long claimed, byte[] payload) {
    byte[] head = new byte[14];
    head[0] = (byte) ((fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode);
    head[1] = (byte) (0x80 | 127);
    for (int i = 0; i < 8; i++) {
      head[2 + i] = (byte) (claimed >>> (56 - 8 * i));
    }
    int length = head.length;
    if (claimed < 126) {
      head[1] = (byte) (0x80 | (int) claimed);
      length = 6;
    } else if (claimed < 65_536) {
      head[1] = (byte) (0x80 | 126);
      head[2] = (byte) (claimed >>> 8);
      head[3] = (byte) claimed;
      length = 8;
    }
    for (int i = length - 4; i < length; i++) {
      head[i] = 0;
    }
    byte[] all = new byte[length + payload.length];
    System.arraycopy(head, 0, all, 0, length);
    System.arraycopy(payload, 0, all, length, payload.length);
    return all;
  }

  static byte[] text(String message) {
    byte[] payload = message.getBytes(StandardCharsets.UTF_8);
    return frame(true, false, TEXT, payload.length, payload);
  }

  /** What the server does: {@code close CODE}, {@code cut}, or {@code open} after some seconds. */
  String end() {
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0f;
        byte[] payload = in.readNBytes(length());
        if (opcode == CLOSE) {
          return payload.length < 2
              ? "close"
              : "close " + (((payload[0] & 0xff) << 8) | (payload[1] & 0xff));
        }
      }
    } catch (SocketTimeoutException e) {
      return "open";
    } catch (IOException e) {
      return "cut";
    }
  }

  /** The next message, as text. */
  String message() throws IOException {
    in.readUnsignedByte();
    return new String(in.readNBytes(length()), StandardCharsets.UTF_8);
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      return in.readUnsignedShort();
    }
    return length == 127 ? Math.toIntExact(in.readLong()) : length;
  }

  /** {@code cut} when the other side has closed within {@code millis}, else {@code open}. */
  String waitForCut(int millis) {
    try {
      socket.setSoTimeout(millis);
      InputStream bytes = in;
      return bytes.read() < 0 ? "cut" : "answered";
    } catch (SocketTimeoutException e) {
      return "open";
    } catch (IOException e) {
      return "cut";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
