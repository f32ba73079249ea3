// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.FreshIds;
import dev.stationkeeper.engine.StateSource;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.consumer.Snapshotter;
import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.Recovery;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.StationFold;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.log.SystemSnapshots;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of all stations at a start, from snapshots as far as they reach. Thread-safe. */
final class StationStates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StationStates.class);

  /** What a start reads of the log at most after a kill, about a second's work. */
  private static final int EVERY = 200_000;

  private static final int STEP = 10_000;

  private final SegmentedLog log;
  private final SnapshotStore store;
  private final StationFold fold;
  private final EventCodec codec;
  private final Recovery<StationState> states;
  private final SystemSnapshots system;
  private volatile @Nullable Thread reader;

  StationStates(SegmentedLog log, Path file, StationMachine machine, EventCodec codec)
      throws IOException {
    this.log = log;
    this.codec = codec;
    try {
      store = SnapshotStore.open(file);
    } catch (SQLException e) {
      throw new IOException("cannot open the snapshots in " + file, e);
    }
    fold = new StationFold(machine, codec);
    states = new Recovery<>(log, store, fold);
    system = new SystemSnapshots(log, store, () -> new SystemState().parts());
  }

  /**
   * What must be known before a station may connect.
   *
   * @param connections the last connection number of every station
   * @param transactionId the highest 1.6 transaction id
   */
  record Outline(Map<String, Long> connections, int transactionId) {}

  /** Reads the outline: what snapshots tell, and every event behind them. */
  Outline outline() throws IOException {
    try {
      long begun = System.nanoTime();
      SnapshotStore.Checkpoint checkpoint = store.checkpoint();
      Map<String, SnapshotStore.Head> heads = store.heads();
      if (isAhead(checkpoint, heads)) {
        LOG.warn("The snapshots are ahead of the log, which has lost its end: they are made anew");
        store.clear();
        checkpoint = store.checkpoint();
        heads = Map.of();
      }
      Map<String, Long> connections = new HashMap<>();
      heads.forEach((stream, head) -> connections.put(stream, head.connection()));
      connections.remove(SystemLog.STREAM);
      int number = checkpoint.number();
      long from = checkpoint.position();
      LogCursor cursor = log.cursor(from);
      for (List<LogRecord> events = cursor.next(STEP);
          !events.isEmpty();
          events = cursor.next(STEP)) {
        for (LogRecord event : events) {
          if (!event.stream().equals(SystemLog.STREAM)) {
            connections.merge(event.stream(), connection(event), Math::max);
            number = Math.max(number, number(event));
          }
        }
      }
      LOG.info(
          "{} stations known within {} ms, the last {} of {} events were read",
          connections.size(),
          Duration.ofNanos(System.nanoTime() - begun).toMillis(),
          log.position() - from,
          log.position());
      return new Outline(connections, number);
    } catch (SQLException e) {
      throw new IOException("cannot read the snapshots", e);
    }
  }

  /**
   * True when a snapshot has events that the log has not: it was kept without waiting for the disk,
   * or is another one. Numbers that are given again would make such snapshots look right.
   */
  private boolean isAhead(
      SnapshotStore.Checkpoint checkpoint, Map<String, SnapshotStore.Head> heads) {
    return checkpoint.position() > log.position()
        || heads.entrySet().stream()
            .anyMatch(head -> head.getValue().sequence() > log.lastSequence(head.getKey()));
  }

  /** Reads what is known of the system, and keeps snapshots of it from now on. */
  SystemState system() throws IOException {
    SystemState state = new SystemState();
    try {
      long begun = System.nanoTime();
      SystemSnapshots.Recovered read = system.recover(state.parts());
      LOG.info(
          "What is known of the system was read within {} ms, {} of its {} events",
          Duration.ofNanos(System.nanoTime() - begun).toMillis(),
          read.read(),
          read.sequence());
      return state;
    } catch (SQLException e) {
      throw new IOException("cannot read the snapshot of the system", e);
    }
  }

  /**
   * Reads every state and gives it to its engine, on a thread of its own: a station that comes
   * before its turn reads its own. Ends early when the result is closed.
   */
  AutoCloseable wakeAll(StationEngines engines) {
    AtomicBoolean ended = new AtomicBoolean();
    Thread thread =
        Thread.ofPlatform().daemon().name("stationkeeper-states").start(() -> wake(engines, ended));
    reader = thread;
    return () -> {
      ended.set(true);
      thread.join();
    };
  }

  private void wake(StationEngines engines, AtomicBoolean ended) {
    try {
      long begun = System.nanoTime();
      for (var state : states.recoverAll(ended::get).values()) {
        engines.wake(new StateSource.Loaded(state.state(), state.sequence()));
      }
      LOG.info(
          "All states are in memory after {} ms",
          Duration.ofNanos(System.nanoTime() - begun).toMillis());
    } catch (SQLException | RuntimeException e) {
      LOG.error("States are read only as their stations come: {}", e.getMessage(), e);
    }
  }

  /** Waits until a start reads no more states in the background. */
  void awaitRead() throws InterruptedException {
    Thread reading = reader;
    if (reading != null) {
      reading.join();
    }
  }

  /** Reads the state of one station, for an engine that has lost it. */
  StateSource source() {
    return station -> {
      try {
        var read = states.recover(station.value());
        return new StateSource.Loaded(read.state(), read.sequence());
      } catch (SQLException e) {
        throw new IllegalStateException("cannot read the snapshot of " + station, e);
      }
    };
  }

  /** Keeps snapshots of the engines' states until the result is closed. */
  SnapshotKeeper keep(StationEngines engines) throws IOException {
    return new SnapshotKeeper(
        log,
        store,
        new Snapshotter<>(stream -> present(engines, stream), store, fold, this::number, EVERY),
        system);
  }

  /** A station's state in memory, with its place in the log. */
  static Optional<Recovery.Recovered<StationState>> present(StationEngines engines, String stream) {
    return engines
        .durable(new StationId(stream))
        .map(loaded -> new Recovery.Recovered<>(loaded.state(), loaded.sequence(), 0));
  }

  private long connection(LogRecord event) {
    return event.type().equals("ConnectionOpened")
        ? ((StationEvent.ConnectionOpened) event.event(codec)).connection()
        : 0;
  }

  private int number(LogRecord event) {
    return event.type().equals("TransactionStarted")
        ? FreshIds.numberIn((StationEvent.TransactionStarted) event.event(codec))
        : 0;
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
