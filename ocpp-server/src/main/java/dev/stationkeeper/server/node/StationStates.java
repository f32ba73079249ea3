// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.FreshIds;
import dev.stationkeeper.engine.Recovery;
import dev.stationkeeper.engine.StateSource;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.consumer.Follower;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.consumer.Snapshotter;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.StationFold;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of all stations at a start, from snapshots as far as they reach. Thread-safe. */
final class StationStates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StationStates.class);

  /** What a start folds at most after a kill, about a second's work. */
  private static final int EVERY = 200_000;

  private final SegmentedLog log;
  private final SnapshotStore store;
  private final StationFold fold;
  private final EventCodec codec;
  private final dev.stationkeeper.server.log.Recovery<StationState> states;

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
    states = new dev.stationkeeper.server.log.Recovery<>(log, store, fold);
  }

  /** Gives every station's state to {@code recovery}. */
  void recover(Recovery recovery) throws IOException {
    try {
      long begun = System.nanoTime();
      recovery.acceptTransactionId(store.checkpoint().number());
      long[] read = new long[1];
      Map<String, dev.stationkeeper.server.log.Recovery.Recovered<StationState>> all =
          states.recoverAll(
              event -> {
                read[0]++;
                recovery.acceptTransactionId(number(event));
              });
      all.values()
          .forEach(one -> recovery.accept(new StateSource.Loaded(one.state(), one.sequence())));
      LOG.info(
          "{} stations in {} ms; {} of {} events were folded, the rest is in snapshots",
          all.size(),
          Duration.ofNanos(System.nanoTime() - begun).toMillis(),
          read[0],
          log.position());
    } catch (SQLException e) {
      throw new IOException("cannot read the snapshots", e);
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
  AutoCloseable keep(StationEngines engines) throws IOException {
    Snapshotter<StationState> snapshotter =
        new Snapshotter<>(stream -> present(engines, stream), store, fold, this::number, EVERY);
    try {
      Follower follower = Follower.start(log, snapshotter, PoisonPolicy.DEFAULT);
      return () -> {
        boolean all = follower.await(log.position(), Duration.ofSeconds(5));
        follower.close();
        snapshotter.snapshot();
        LOG.debug("Snapshots are kept, {}", all ? "all" : "but for the last events");
      };
    } catch (Exception e) {
      throw new IOException("cannot read how far the snapshots reach", e);
    }
  }

  private static Optional<dev.stationkeeper.server.log.Recovery.Recovered<StationState>> present(
      StationEngines engines, String stream) {
    return engines
        .durable(new StationId(stream))
        .map(
            loaded ->
                new dev.stationkeeper.server.log.Recovery.Recovered<>(
                    loaded.state(), loaded.sequence(), 0));
  }

  private int number(LogRecord event) {
    return event.type().equals("TransactionStarted") && !event.stream().equals(SystemLog.STREAM)
        ? FreshIds.numberIn(
            (StationEvent.TransactionStarted)
                codec.decode(event.type(), event.version(), event.json()))
        : 0;
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
