// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at one port, and again when the library has given its socket up, which it does when it
 * cannot accept: those who are connected stay with the server that took them in. Thread-safe.
 */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 10_000;

  private final String bind;
  private final int port;
  private final Function<ServerSocketChannel, LibraryServer> servers;
  private final Counters counters;

  // Guarded by this. The last one listens.
  private final List<LibraryServer> started = new ArrayList<>(1);
  private ServerSocketChannel bound;
  private boolean closed;

  /**
   * Binds the port; {@link #start} lets stations in.
   *
   * @throws IOException when the port cannot be had; names address and port
   */
  Listener(
      String bind,
      int port,
      Function<ServerSocketChannel, LibraryServer> servers,
      Counters counters)
      throws IOException {
    this.bind = bind;
    this.servers = servers;
    this.counters = counters;
    this.bound = bound(bind, port);
    this.port = bound.socket().getLocalPort();
  }

  private static ServerSocketChannel bound(String bind, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(bind, port), BACKLOG);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new IOException(
          "Stations cannot be served at %s port %d: %s".formatted(bind, port, e.getMessage()), e);
    }
  }

  synchronized void start() {
    LibraryServer server = servers.apply(bound);
    started.add(server);
    server.start();
  }

  /** Listens again when nobody does and there are files for it. Called now and then. */
  synchronized void check() {
    if (closed || started.isEmpty() || bound.isOpen() || !OpenFiles.areLeft()) {
      return;
    }
    counters.count("listener_lost");
    LOG.error("Nobody listened at {} port {} any more; listening again", bind, port);
    try {
      bound = bound(bind, port);
      start();
    } catch (IOException e) {
      LOG.error("The port could not be had", e);
    }
  }

  int port() {
    return port;
  }

  /** What accepts; for a test that takes it away. */
  synchronized ServerSocketChannel bound() {
    return bound;
  }

  /** No check makes another one from now on; those that there are can be stopped. */
  synchronized List<LibraryServer> close() throws IOException {
    closed = true;
    if (started.isEmpty()) {
      bound.close();
    }
    return List.copyOf(started);
  }
}
