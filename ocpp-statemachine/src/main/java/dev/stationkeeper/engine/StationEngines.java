// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.StationState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The engines of all stations that this process owns. An engine is made at a station's first
 * contact, or at a start for each that the log knows, and stays. Thread-safe; nothing blocks but
 * {@link #awaitIdle}.
 */
public final class StationEngines implements Stations {
  private final EnginePorts ports;
  private final Map<StationId, StationEngine> engines = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  public StationEngines(EnginePorts ports) {
    this.ports = ports;
  }

  /**
   * {@inheritDoc}
   *
   * @throws RejectedExecutionException when the station is new and no more are taken in
   */
  @Override
  public long opened(
      StationId station, OcppVersion version, String remoteAddress, int securityProfile) {
    return engine(station).opened(version, remoteAddress, securityProfile);
  }

  @Override
  public void received(StationId station, long connection, String text) {
    StationEngine engine = engines.get(station);
    if (engine != null) {
      engine.received(connection, text);
    }
  }

  @Override
  public void closed(StationId station, long connection, int code, String reason) {
    StationEngine engine = engines.get(station);
    if (engine != null) {
      engine.closed(connection, code, reason);
    }
  }

  /**
   * Wants a command sent to a station, known or not.
   *
   * @throws RejectedExecutionException when the station is new and no more are taken in
   */
  public CommandTicket submit(StationId station, Command command) {
    return engine(station).submit(command);
  }

  /**
   * Wants a command dropped; what becomes of it its ticket tells. Nothing happens when it has ended
   * or is unknown.
   *
   * @param by who wants it, for the record
   */
  public void cancel(StationId station, String commandId, String by) {
    StationEngine engine = engines.get(station);
    if (engine != null) {
      engine.cancel(commandId, by);
    }
  }

  /**
   * Tells how a transaction ended, because the station did not. Nothing happens when it is unknown;
   * what the station tells later counts more.
   */
  public void putRight(StationId station, Input.TransactionPutRight right) {
    StationEngine engine = engines.get(station);
    if (engine != null) {
      engine.putRight(right);
    }
  }

  /**
   * That security profile, 0 to 3, was agreed with the station: a connection that was made with
   * another is closed with 1008 (A00.FR.002).
   */
  public void holdTo(StationId station, int profile) {
    StationEngine engine = engines.get(station);
    if (engine != null) {
      engine.holdTo(profile);
    }
  }

  /** The durable state of a station; empty when it is unknown. Reads it soon after a start. */
  public Optional<StationState> state(StationId station) {
    return Optional.ofNullable(engines.get(station)).map(StationEngine::state);
  }

  /**
   * The durable state of a station with its place in the log; empty when it is unknown, or is still
   * on disk only.
   */
  public Optional<StateSource.Loaded> durable(StationId station) {
    return Optional.ofNullable(engines.get(station)).flatMap(StationEngine::durable);
  }

  /** The socket of a station; empty when the station is unknown. */
  public Optional<LiveStation> live(StationId station) {
    return Optional.ofNullable(engines.get(station)).map(StationEngine::live);
  }

  /** Every known station, in no order. Weakly consistent. */
  public Stream<LiveStation> all() {
    return engines.values().stream().map(StationEngine::live);
  }

  /** How many stations are known. */
  public int size() {
    return count.get();
  }

  /**
   * Takes in a station that the log knows, at a start. Its state is read at its first contact, or
   * when {@link #wake} brings it; then it is told that the server has started again.
   *
   * @param lastConnection the highest connection number that the log has seen of it
   */
  public void known(StationId station, long lastConnection) {
    if (engines.putIfAbsent(station, StationEngine.asleep(station, ports, lastConnection))
        != null) {
      throw new IllegalStateException("Station " + station + " runs already");
    }
    count.incrementAndGet();
  }

  /** Gives a known station its state, unless it has it already. */
  public void wake(StateSource.Loaded durable) {
    StationEngine engine = engines.get(durable.state().id());
    if (engine != null) {
      engine.wake(durable);
    }
  }

  /**
   * Reads the state of a station again, while its socket stays: what the log has of it was changed
   * in its words, and none of its events.
   *
   * @return completes when the new state is in place; at once when the station is unknown, or its
   *     state is on disk only
   */
  public CompletionStage<Void> reread(StationId station) {
    StationEngine engine = engines.get(station);
    return engine == null ? CompletableFuture.completedStage(null) : engine.reread();
  }

  /**
   * Waits until no station has mail, an append in flight or a decision that is awaited. For an
   * ordered shutdown and for tests; new input while it waits can make it wait longer.
   *
   * @return false when that took longer than {@code patience}
   */
  public boolean awaitIdle(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!engines.values().stream().allMatch(StationEngine::isIdle)) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(2_000_000);
    }
    return true;
  }

  /** Stops the handlers of every station. The engines themselves end with their executor. */
  public void closeManagers() {
    engines.values().forEach(StationEngine::closeManager);
  }

  private StationEngine engine(StationId station) {
    StationEngine known = engines.get(station);
    return known != null ? known : engines.computeIfAbsent(station, this::create);
  }

  private StationEngine create(StationId station) {
    if (count.incrementAndGet() > ports.limits().stations()) {
      count.decrementAndGet();
      ports.counters().count("station_limit");
      throw new RejectedExecutionException(
          "No more than " + ports.limits().stations() + " stations are taken in");
    }
    return new StationEngine(new StateSource.Loaded(StationState.unknown(station), 0), ports, 0);
  }
}
