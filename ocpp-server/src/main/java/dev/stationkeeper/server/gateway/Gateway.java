// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Connections;
import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.engine.Stations;
import dev.stationkeeper.ocpp.StationId;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of the stations at {@code ws://HOST:PORT/ocpp/{stationId}}. Thread-safe. A frame is
 * written by the thread that calls {@link #send}, as far as the socket takes it at once.
 *
 * <p>Starts in two steps, because the engines need it for their answers and it needs the engines:
 * make it, give it to them, then {@link #start}.
 */
public final class Gateway implements Connections, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int POLICY = 1008;

  /** Longest reason of a close frame, in bytes (RFC 6455, 5.5.1). */
  private static final int MAX_REASON = 123;

  private final GatewaySettings settings;
  private final AdmissionPolicy policy;
  private final Counters counters;
  private final @Nullable TlsEngines tls;
  private volatile @Nullable Running running;

  /** What there is between start and close. */
  private record Running(
      LibraryServer.Shared shared,
      @Nullable Listener plain,
      @Nullable Listener secure,
      ScheduledExecutorService sweeper) {
    List<Listener> listeners() {
      return Stream.of(plain, secure).<Listener>mapMulti(Running::present).toList();
    }

    private static void present(@Nullable Listener listener, Consumer<Listener> to) {
      if (listener != null) {
        to.accept(listener);
      }
    }

    Doorman doorman() {
      return shared.doorman();
    }

    Registry registry() {
      return shared.registry();
    }
  }

  /** A gateway without TLS. */
  public Gateway(GatewaySettings settings, AdmissionPolicy policy, Counters counters) {
    this(settings, policy, counters, null);
  }

  /**
   * A gateway.
   *
   * @param tls for the settings' TLS port; null when there is none
   */
  public Gateway(
      GatewaySettings settings,
      AdmissionPolicy policy,
      Counters counters,
      @Nullable TlsEngines tls) {
    this.settings = settings;
    this.policy = policy;
    this.counters = counters;
    this.tls = tls;
  }

  /**
   * Binds the port and lets stations in. May be called once.
   *
   * @throws IOException when the port cannot be had; names address and port
   */
  public void start(Stations stations) throws IOException {
    LibraryServer.Shared shared =
        new LibraryServer.Shared(
            new Doorman(settings, policy, counters),
            new Registry(stations),
            new LateWriter(),
            new Doorstep(),
            new Reception(settings.receptionists(), settings.handshakeQueue(), counters),
            new AddressLimit(settings.connections(), settings.connectionsPerAddress()));
    Listener plain = null;
    Listener secure = null;
    try {
      plain = settings.port() < 0 ? null : listener(settings.port(), shared, PlainTransport::new);
      TlsEngines engines = tls;
      secure =
          engines == null || settings.tlsPort() < 0
              ? null
              : listener(settings.tlsPort(), shared, c -> new TlsTransport(c, engines));
    } catch (IOException e) {
      shared.reception().close();
      shared.lateWriter().close();
      shared.doorstep().close();
      if (plain != null) {
        plain.close();
      }
      throw e;
    }
    Running r =
        new Running(
            shared,
            plain,
            secure,
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("stationkeeper-gateway-sweeper").daemon().factory()));
    running = r;
    r.listeners().forEach(Listener::start);
    var _ =
        r.sweeper()
            .scheduleWithFixedDelay(
                () -> r.listeners().forEach(Listener::check), 1, 1, TimeUnit.SECONDS);
    long nanos = settings.messageTime().toNanos();
    var _ =
        r.sweeper()
            .scheduleWithFixedDelay(
                () -> closeSlow(r.registry(), nanos),
                nanos / 4,
                Math.max(1, nanos / 4),
                TimeUnit.NANOSECONDS);
  }

  private void closeSlow(Registry registry, long nanos) {
    long now = System.nanoTime();
    for (StationSocket socket : registry.all()) {
      if (socket.webSocket().isOpen() && socket.guard().isSlow(now, nanos)) {
        counters.count("message_too_slow");
        socket.webSocket().close(POLICY, "a message took too long");
      }
    }
  }

  private Listener listener(
      int port, LibraryServer.Shared shared, Function<SocketChannel, Transport> transports)
      throws IOException {
    return new Listener(
        settings.bind(),
        port,
        bound -> new LibraryServer(bound, settings, shared, transports, counters),
        counters);
  }

  /**
   * The port that stations connect to without TLS.
   *
   * @return -1 when there is none
   * @throws IllegalStateException before {@link #start}
   */
  public int port() {
    return port(running().plain());
  }

  /**
   * The port that stations connect to under TLS.
   *
   * @return -1 when there is none
   * @throws IllegalStateException before {@link #start}
   */
  public int tlsPort() {
    return port(running().secure());
  }

  private static int port(@Nullable Listener listener) {
    return listener == null ? GatewaySettings.NONE : listener.port();
  }

  /** What accepts without TLS; for a test that takes it away. */
  ServerSocketChannel bound() {
    return Objects.requireNonNull(running().plain()).bound();
  }

  private Running running() {
    Running r = running;
    if (r == null) {
      throw new IllegalStateException("The gateway is not running");
    }
    return r;
  }

  /** How many handshakes wait for their verdict. */
  public int waiting() {
    Running r = running;
    return r == null ? 0 : r.shared().reception().waiting();
  }

  /** How many stations' sockets are open. */
  public int size() {
    Running r = running;
    return r == null ? 0 : r.registry().size();
  }

  @Override
  public void send(StationId station, long connection, String text) {
    StationSocket socket = find(station, connection);
    if (socket == null) {
      counters.count("send_to_closed_connection");
      return;
    }
    try {
      socket.webSocket().send(text);
    } catch (WebsocketNotConnectedException e) {
      counters.count("send_to_closed_connection");
    }
  }

  @Override
  public void close(StationId station, long connection, int code, String reason) {
    StationSocket socket = find(station, connection);
    if (socket != null) {
      socket.webSocket().close(code, cut(reason));
    }
  }

  private @Nullable StationSocket find(StationId station, long connection) {
    Running r = running;
    return r == null ? null : r.registry().find(station, connection);
  }

  private static String cut(String reason) {
    String kept = reason;
    while (kept.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept;
  }

  /** From now on handshakes are answered 503; open sockets stay. */
  public void shut() {
    Running r = running;
    if (r != null) {
      r.doorman().shut();
    }
  }

  /**
   * Closes every socket with 1001 behind what was sent before, and frees the port. Call it after
   * {@link #shut} and when the answers that are due have been sent. Takes as long as the stations
   * take to close, at most the settings' close time and a second.
   */
  @Override
  public void close() {
    Running r = running;
    if (r == null) {
      return;
    }
    r.doorman().shut();
    for (StationSocket socket : r.registry().all()) {
      socket.webSocket().close(CloseFrame.GOING_AWAY, "the server goes down");
    }
    Duration patience = settings.closeTime().plusMillis(500);
    long deadline = System.nanoTime() + patience.toNanos();
    while (r.registry().size() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(2_000_000);
    }
    running = null;
    r.sweeper().shutdownNow();
    r.shared().reception().close();
    r.listeners().forEach(Gateway::stop);
    try {
      r.shared().lateWriter().close();
      r.shared().doorstep().close();
    } catch (IOException e) {
      LOG.warn("The gateway's writer or its door did not close", e);
    }
  }

  private static void stop(Listener listener) {
    try {
      for (LibraryServer server : listener.close()) {
        server.stop(500);
        server.stopTimer();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("A port was not given back", e);
    }
  }
}
