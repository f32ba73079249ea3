// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
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
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library's server, reduced to accepting, reading, decoding and pinging. */
final class LibraryServer extends WebSocketServer
    implements WebSocketServerFactory, StationSocket.House {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryServer.class);

  /** So many connections are taken at most before those who are connected are read again. */
  private static final int ACCEPTED_AT_ONCE = 64;

  private final ServerSocketChannel bound;
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
      Doorstep doorstep,
      Reception reception,
      AddressLimit addresses) {}

  LibraryServer(
      ServerSocketChannel bound,
      GatewaySettings settings,
      Shared shared,
      Function<SocketChannel, Transport> transports,
      Counters counters) {
    super(bound);
    this.bound = bound;
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

  /**
   * The library takes one connection each time round its selector, and a herd would wait for as
   * many rounds; so behind that one others are taken. An IOException makes the library close the
   * channel.
   */
  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    try {
      return letStand(channel, key);
    } finally {
      acceptMore(key.selector());
    }
  }

  private void acceptMore(Selector selector) {
    for (int i = 1; i < ACCEPTED_AT_ONCE; i++) {
      try {
        SocketChannel channel = bound.accept();
        if (channel == null) {
          return;
        }
        accept(channel, selector);
      } catch (IOException e) {
        // No more files, as a rule: the library meets it next time, and the listener looks after
        // it.
        counters.count("accept_failed");
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** As the library does with the one that it took. */
  private void accept(SocketChannel channel, Selector selector)
      throws IOException, InterruptedException {
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      WebSocketImpl webSocket = createWebSocket(this, List.of());
      SelectionKey key = channel.register(selector, 0, webSocket);
      webSocket.setSelectionKey(key);
      letStand(channel, key);
      allocateBuffers(webSocket);
    } catch (IOException e) {
      LOG.trace("A connection was not taken", e);
      channel.close();
    }
  }

  /** Has the door look at a new connection, and the library's selector not yet. */
  private StationSocket letStand(SocketChannel channel, SelectionKey key) throws IOException {
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
    key.interestOps(0);
    WebSocketImpl webSocket = (WebSocketImpl) key.attachment();
    FrameGuard guard = webSocket.<FrameGuard>getAttachment();
    StationSocket socket = new StationSocket(transports.apply(channel), key, guard, this);
    webSocket.setAttachment(socket);
    // Before the door's thread can have its verdict: who closes must find the channel.
    webSocket.setChannel(socket);
    after(settings.handshakeTime(), () -> cutIfSlow(socket));
    socket.listen(true);
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
  public Doorstep doorstep() {
    return shared.doorstep();
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

  @Override
  public void afterInput(WebSocketImpl webSocket, Runnable task) {
    WebSocketWorker decoder = webSocket.getWorkerThread();
    if (decoder == null) {
      task.run();
      return;
    }
    try {
      decoder.put(new Errand(listener, createBuffer(), task));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Something to do for a decoder's thread, in its turn. A decoder takes one buffer of a socket
   * after the other, and nothing but that: so this is a socket with one buffer, whose decoding is
   * what there is to do.
   */
  private static final class Errand extends WebSocketImpl {
    private static final List<Draft> NEVER_SPOKEN = List.of(new Draft_6455());

    private final Runnable task;

    Errand(SocketListener listener, ByteBuffer buffer, Runnable task) {
      super(listener, NEVER_SPOKEN);
      this.task = task;
      inQueue.add(buffer);
    }

    @Override
    public void decode(ByteBuffer buffer) {
      task.run();
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
