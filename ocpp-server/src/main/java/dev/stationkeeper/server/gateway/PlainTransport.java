// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Bytes as they are. */
record PlainTransport(SocketChannel channel) implements Transport {
  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public int readHeld(ByteBuffer into) {
    return 0;
  }

  @Override
  public boolean holds() {
    return false;
  }

  @Override
  public void calculate() {
    throw new IllegalStateException("nothing is calculated without TLS");
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    channel.write(from);
  }

  @Override
  public boolean awaitsRoom() {
    return false;
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void lastWords() {}

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public @Nullable X509Certificate certificate() {
    return null;
  }
}
