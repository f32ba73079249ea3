// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
final class LibraryServer extends WebSocketServer
    implements WebSocketServerFactory, StationSocket.House {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryServer.class);

  private final GatewaySettings settings;
  private final Counters counters;
  private final Shared shared;
  private final Function<SocketChannel, Transport> transports;
  private final ScheduledThreadPoolExecutor timer;
  private final SocketListener listener;

  /** What the servers of one gateway share. */
  record Shared(
      Doorman doorman,
      Registry registry,
      LateWriter lateWriter,
      Reception reception,
      AddressLimit addresses) {}

  LibraryServer(
      ServerSocketChannel bound,
      GatewaySettings settings,
      Shared shared,
      Function<SocketChannel, Transport> transports,
      Counters counters) {
    super(bound);
    // The library sets the option anew on the bound socket, and accepted ones inherit it: without
    // it
    // a server that was killed could not bind again while one of its connections is in TIME_WAIT.
    setReuseAddr(true);
    this.settings = settings;
    this.counters = counters;
    this.shared = shared;
    this.transports = transports;
    this.listener = new SocketListener(this, shared.registry(), counters);
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
    return createWebSocket(adapter, List.of());
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> unused) {
    FrameGuard guard = new FrameGuard(settings, counters);
    WebSocketImpl made = new WebSocketImpl(listener, List.of(new HandshakeDraft(settings, guard)));
    made.setAttachment(guard);
    return made;
  }

  /** An IOException makes the library close the channel. */
  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    InetAddress address = channel.socket().getInetAddress();
    switch (shared.addresses().enter(address)) {
      case THERE -> {}
      case NONE -> {
        counters.count("too_many_connections");
        throw new IOException("too many connections");
      }
      case NONE_FOR_THIS_ADDRESS -> {
        counters.count("too_many_connections_of_address");
        throw new IOException("too many connections of one address");
      }
    }
    WebSocketImpl webSocket = (WebSocketImpl) key.attachment();
    FrameGuard guard = webSocket.<FrameGuard>getAttachment();
    StationSocket socket = new StationSocket(transports.apply(channel), key, guard, this);
    webSocket.setAttachment(socket);
    after(settings.handshakeTime(), () -> cutIfSlow(socket));
    return socket;
  }

  private void cutIfSlow(StationSocket socket) {
    if (socket.waitsForUs() && socket.isOpen()) {
      after(settings.handshakeTime(), () -> cutIfSlow(socket));
    } else if (socket.guest() == null) {
      cutIfOpen(socket, "handshake_timeout");
    }
  }

  // ---- what its sockets need -------------------------------------------------------------------

  @Override
  public LateWriter lateWriter() {
    return shared.lateWriter();
  }

  @Override
  public int mostWaiting() {
    return settings.writeQueueBytes();
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Arrival arrival(StationSocket socket, Transport transport) {
    return new Arrival(
        socket,
        transport,
        shared.doorman(),
        shared.reception(),
        shared.lateWriter(),
        settings.requestBytes());
  }

  @Override
  public void left(InetAddress address) {
    shared.addresses().leave(address);
  }

  @Override
  public void handOver(WebSocketImpl webSocket, ByteBuffer bytes) {
    // The library puts the buffer among its own when it has read it: it must be as large as those.
    ByteBuffer buffer = createBuffer();
    buffer.put(bytes).flip();
    try {
      webSocket.inQueue.put(buffer);
      synchronized (this) {
        queue(webSocket);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
