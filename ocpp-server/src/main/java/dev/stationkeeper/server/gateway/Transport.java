// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one connection, in the clear or under TLS; never blocks. Read by one thread at a
 * time and written by one thread at a time, which may be two.
 */
interface Transport {
  /** What {@link #read} answers when a TLS step has to be calculated first. */
  int CALCULATE = -2;

  /** The socket below. */
  SocketChannel channel();

  /**
   * Reads what is there.
   *
   * @return how many bytes, 0 for none now, -1 at the end, or {@link #CALCULATE}
   */
  int read(ByteBuffer into) throws IOException;

  /** Reads what was received before and not yet handed out; never touches the socket. */
  int readHeld(ByteBuffer into) throws IOException;

  /** True when {@link #readHeld} may have something. */
  boolean holds();

  /** Calculates what {@link #read} asked for. Takes its time: not for the selector's thread. */
  void calculate();

  /** Writes what the socket takes now; with an empty buffer, what could not be written before. */
  void write(ByteBuffer from) throws IOException;

  /** True when bytes are waiting here for room in the socket. */
  boolean awaitsRoom();

  /** Says that nothing more will be written. */
  void shutdownOutput() throws IOException;

  /** Says why a handshake failed, as far as it can still be said. */
  void lastWords();

  void close() throws IOException;

  /** True under TLS. */
  boolean secure();

  /** The other side's certificate, its path checked; null without one. */
  @Nullable X509Certificate certificate();
}
