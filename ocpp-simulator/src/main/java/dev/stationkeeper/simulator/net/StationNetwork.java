// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.net;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.simulator.station.Station;
import dev.stationkeeper.simulator.station.StationListener;
import dev.stationkeeper.simulator.station.StationSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The threads and sockets of many stations. A station lives on one event loop for good: its
 * machine, timers and socket are never touched by another thread. Thread-safe.
 */
public final class StationNetwork implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final EventLoopGroup loops;
  private final Clock clock;

  private StationNetwork(int threads, Clock clock) {
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("stations", true), NioIoHandler.newFactory());
    this.clock = clock;
  }

  /** Opens a network with {@code threads} event loops; two are enough for tens of thousands. */
  public static StationNetwork open(int threads) {
    return new StationNetwork(threads, Clock.systemUTC());
  }

  /**
   * A station that is switched off.
   *
   * @param random for this station only; it is used on the station's thread
   * @param listener called on the station's thread
   */
  public NetworkStation station(
      StationId id,
      OcppVersion version,
      StationSettings settings,
      Endpoint endpoint,
      RandomGenerator random,
      StationListener listener) {
    EventLoop loop = loops.next();
    WebSocketLink link = new WebSocketLink(this, loop, id, version, endpoint);
    LoopTiming timing = new LoopTiming(loop, clock);
    Station station = new Station(id, version, settings, link, timing, random, listener);
    link.attach(station);
    return new NetworkStation(station, link, loop, timing);
  }

  Bootstrap bootstrap(EventLoop loop) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
  }

  /** Ends every connection that is left, and the threads; waits five seconds for it at most. */
  @Override
  public void close() {
    loops
        .shutdownGracefully(0, 2, TimeUnit.SECONDS)
        .awaitUninterruptibly(Duration.ofSeconds(5).toMillis());
  }

  /** What {@link #station} gives: the machine, and how to reach its thread. */
  public static final class NetworkStation {
    private final Station station;
    private final WebSocketLink link;
    private final EventLoop loop;
    private final LoopTiming timing;

    private NetworkStation(Station station, WebSocketLink link, EventLoop loop, LoopTiming timing) {
      this.station = station;
      this.link = link;
      this.loop = loop;
      this.timing = timing;
    }

    /** The machine; to be used inside {@link #execute} only. */
    public Station station() {
      return station;
    }

    /** The station's clocks and timers. */
    public LoopTiming timing() {
      return timing;
    }

    /** Runs {@code task} on the station's thread. */
    public void execute(Runnable task) {
      loop.execute(task);
    }

    /**
     * Takes the station away: closes its connection and lets go of its timers; completes when the
     * socket is gone.
     */
    public CompletableFuture<Void> discard() {
      CompletableFuture<Void> gone = new CompletableFuture<>();
      loop.execute(
          () -> {
            station.discard();
            link.leave(() -> gone.complete(null));
          });
      return gone;
    }
  }
}
