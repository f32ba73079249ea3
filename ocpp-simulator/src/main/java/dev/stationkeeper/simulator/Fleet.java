// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.simulator.net.Endpoint;
import dev.stationkeeper.simulator.net.StationNetwork;
import dev.stationkeeper.simulator.net.StationNetwork.NetworkStation;
import dev.stationkeeper.simulator.station.StationSettings;
import dev.stationkeeper.simulator.station.Timing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many stations that live by themselves. Starting returns at once; the stations connect one after
 * the other at the options' rate. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final SimulateOptions options;
  private final StationNetwork network;
  private final FleetStatistics statistics = new FleetStatistics();
  private final List<NetworkStation> stations;

  private Fleet(SimulateOptions options, StationNetwork network) {
    this.options = options;
    this.network = network;
    this.stations = new ArrayList<>(options.stations());
  }

  /** Starts a fleet on one or two event loops, by its size. */
  public static Fleet start(SimulateOptions options) {
    Fleet fleet = new Fleet(options, StationNetwork.open(options.stations() > 5_000 ? 2 : 1));
    fleet.build();
    return fleet;
  }

  private void build() {
    SplittableRandom seeds = new SplittableRandom(options.seed());
    Pace pace = options.profile() == Profile.DEMO ? Pace.demo() : Pace.daily(options.timeScale());
    StationSettings settings =
        StationSettings.standard()
            .withMetering(pace.meterInterval(), pace.energyScale())
            .withStrict(options.strict());
    List<InetAddress> sources = SourceAddresses.of(options);
    long stepNanos = (long) (1e9 / options.connectRate());
    for (int i = 0; i < options.stations(); i++) {
      InetAddress source = sources.isEmpty() ? null : sources.get(i % sources.size());
      Endpoint endpoint = new Endpoint(options.url(), options.tls(), options.password(), source);
      FleetMember member = new FleetMember(statistics);
      SplittableRandom random = seeds.split();
      NetworkStation station =
          network.station(
              new StationId(options.stationId(i)),
              options.versions().of(i),
              settings,
              endpoint,
              random,
              member);
      stations.add(station);
      long delay = i * stepNanos;
      Life life = life(station, random, pace, i);
      station.execute(
          () -> {
            member.lives(life);
            station.timing().after(delay, station.station()::connect);
          });
    }
  }

  private Life life(NetworkStation on, SplittableRandom random, Pace pace, int index) {
    Timing timing = on.timing();
    return switch (options.profile()) {
      case DEMO, DAILY -> new DailyLife(on.station(), timing, random, pace, statistics);
      case STEADY -> {
        long period = (long) (1e9 * options.stations() / options.rate());
        // Stations take turns over the period.
        yield new SteadyLife(
            on.station(), timing, period, (long) (period * ((double) index / options.stations())));
      }
      case HEARTBEATS -> new FlatOutLife(on.station(), timing, FlatOutHeartbeats.INSTANCE);
      case TRANSACTIONS ->
          new FlatOutLife(
              on.station(),
              timing,
              speaks16(on)
                  ? new FlatOutTransactions16(index, random)
                  : new FlatOutTransactions2(index, random));
      case AUTHORIZATIONS ->
          new FlatOutLife(on.station(), timing, new FlatOutAuthorizations(speaks16(on), index));
      // A sign of life, so that it is seen when a station is served again.
      case STORM -> () -> on.station().heartbeat(timing.nanoTime());
    };
  }

  private static boolean speaks16(NetworkStation on) {
    return on.station().version().equals(OcppVersion.V1_6);
  }

  /** The options that it was started with. */
  public SimulateOptions options() {
    return options;
  }

  /** What happened so far; goes on counting. */
  public FleetStatistics statistics() {
    return statistics;
  }

  /** Cuts every connection at once, as when a network fails; the stations come back. */
  public void loseAllConnections() {
    for (NetworkStation station : stations) {
      station.execute(() -> station.station().loseConnection());
    }
  }

  /** Ends every connection with a close frame, waits for that a few seconds, ends the threads. */
  @Override
  public void close() {
    List<CompletableFuture<Void>> farewells = new ArrayList<>(stations.size());
    for (NetworkStation station : stations) {
      farewells.add(station.discard());
    }
    try {
      CompletableFuture.allOf(farewells.toArray(CompletableFuture[]::new))
          .get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The network ends the sockets that are left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A station did not end", e.getCause());
    } finally {
      network.close();
    }
  }
}
