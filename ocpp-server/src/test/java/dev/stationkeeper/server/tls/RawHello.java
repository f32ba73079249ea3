// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * The first message of a TLS client of long ago, byte by byte: the JDK's own client no longer
 * offers such versions and suites.
 */
final class RawHello {
  static final int SSL_30 = 0x0300;
  static final int TLS_10 = 0x0301;
  static final int TLS_11 = 0x0302;
  static final int TLS_12 = 0x0303;

  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int FATAL = 2;

  private RawHello() {}

  /** The alert that the server answers a ClientHello with, -1 when it closes without one. */
  static int alert(int port, int version, int... suites) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(hello(version, suites));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int type = in.readUnsignedByte();
      in.readUnsignedShort();
      in.readUnsignedShort();
      if (type == HANDSHAKE) {
        throw new AssertionError("the handshake goes on");
      }
      if (type != ALERT || in.readUnsignedByte() != FATAL) {
        throw new AssertionError("neither handshake nor fatal alert: " + type);
      }
      return in.readUnsignedByte();
    } catch (EOFException e) {
      return -1;
    }
  }

  private static byte[] hello(int version, int... suites) {
    int body = 2 + 32 + 1 + 2 + 2 * suites.length + 2;
    ByteBuffer bytes = ByteBuffer.allocate(5 + 4 + body);
    bytes.put((byte) HANDSHAKE).putShort((short) Math.min(version, TLS_10));
    bytes.putShort((short) (4 + body));
    bytes.put((byte) 1).put((byte) 0).putShort((short) body);
    bytes.putShort((short) version).put(new byte[32]).put((byte) 0);
    bytes.putShort((short) (2 * suites.length));
    for (int suite : suites) {
      bytes.putShort((short) suite);
    }
    bytes.put((byte) 1).put((byte) 0);
    return bytes.array();
  }
}
