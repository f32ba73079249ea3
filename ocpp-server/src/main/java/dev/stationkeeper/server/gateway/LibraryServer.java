// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library's server, reduced to accepting, reading, decoding and pinging. */
final class LibraryServer extends WebSocketServer implements WebSocketServerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryServer.class);

  private final GatewaySettings settings;
  private final Counters counters;
  private final LateWriter lateWriter;
  private final AddressLimit addresses;
  private final ScheduledThreadPoolExecutor timer;
  private final List<Draft> drafts;
  private final SocketListener listener;

  LibraryServer(
      ServerSocketChannel bound,
      GatewaySettings settings,
      Doorman doorman,
      Registry registry,
      LateWriter lateWriter,
      Counters counters) {
    super(bound);
    // The library sets the option anew on the bound socket, and accepted ones inherit it: without
    // it
    // a server that was killed could not bind again while one of its connections is in TIME_WAIT.
    setReuseAddr(true);
    this.settings = settings;
    this.counters = counters;
    this.lateWriter = lateWriter;
    this.addresses = new AddressLimit(settings.connectionsPerAddress());
    this.drafts = List.of(new HandshakeDraft(settings.frameBytes(), settings.requestBytes()));
    this.listener = new SocketListener(this, doorman, registry, settings, counters);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("stationkeeper-gateway-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    decoders.clear();
    for (int i = 0; i < settings.decoders(); i++) {
      decoders.add(new WebSocketWorker());
    }
    setDaemon(true);
    setTcpNoDelay(true);
    setConnectionLostTimeout((int) settings.pingInterval().toSeconds());
    setWebSocketFactory(this);
  }

  /** Cuts a socket that is closing, should the other side take too long over it. */
  void giveTimeToClose(StationSocket socket) {
    after(settings.closeTime(), () -> cutIfOpen(socket, "close_timeout"));
  }

  private void cutIfOpen(StationSocket socket, String counter) {
    if (socket.isOpen()) {
      counters.count(counter);
      socket.cut("it took too long");
    }
  }

  private void after(Duration delay, Runnable task) {
    var _ = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  // ---- sockets ---------------------------------------------------------------------------------

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, Draft draft) {
    return new WebSocketImpl(listener, List.of(draft));
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> unused) {
    return new WebSocketImpl(listener, drafts);
  }

  /** An IOException makes the library close the channel. */
  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    InetAddress address = channel.socket().getInetAddress();
    if (!addresses.enter(address)) {
      counters.count("too_many_connections_of_address");
      throw new IOException("too many connections of one address");
    }
    WebSocketImpl webSocket = (WebSocketImpl) key.attachment();
    StationSocket socket =
        new StationSocket(
            channel,
            webSocket,
            lateWriter,
            settings.writeQueueBytes(),
            counters,
            () -> addresses.leave(address));
    webSocket.setAttachment(socket);
    after(
        settings.handshakeTime(),
        () -> {
          if (socket.guest() == null) {
            cutIfOpen(socket, "handshake_timeout");
          }
        });
    return socket;
  }

  /** The library calls this for the factory and not for the server; there is nothing to close. */
  @Override
  public void close() {}

  void stopTimer() {
    timer.shutdownNow();
  }

  // ---- what SocketListener does instead --------------------------------------------------------

  @Override
  public void onOpen(WebSocket conn, ClientHandshake handshake) {}

  @Override
  public void onClose(WebSocket conn, int code, String reason, boolean remote) {}

  @Override
  public void onMessage(WebSocket conn, String message) {}

  @Override
  public void onStart() {}

  @Override
  public void onError(WebSocket conn, Exception ex) {
    counters.count("server_error");
    LOG.error("The WebSocket server failed", ex);
  }
}
