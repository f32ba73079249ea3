// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.consumer.Follower;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.consumer.Snapshotter;
import dev.stationkeeper.server.consumer.Subscriber;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.SystemSnapshots;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the snapshots up to date while a node runs. Thread-safe. */
final class SnapshotKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

  /** What a start reads of the system's stream at most after a kill, some tenths of a second. */
  private static final long SYSTEM_EVENTS = 50_000;

  static final long SYSTEM_EVENTS_AT_END = 5_000;

  private final SegmentedLog log;
  private final SnapshotStore store;
  private final Snapshotter<?> snapshotter;
  private final SystemSnapshots system;
  private Follower follower;

  SnapshotKeeper(
      SegmentedLog log, SnapshotStore store, Snapshotter<?> snapshotter, SystemSnapshots system)
      throws IOException {
    this.log = log;
    this.store = store;
    this.snapshotter = snapshotter;
    this.system = system;
    this.follower = follow();
  }

  /** The stations' snapshots, and the system's beside them. */
  private final class Both implements Subscriber {
    @Override
    public String name() {
      return snapshotter.name();
    }

    @Override
    public Duration gathers() {
      return snapshotter.gathers();
    }

    @Override
    public long checkpoint() throws Exception {
      return snapshotter.checkpoint();
    }

    @Override
    public void accept(List<LogRecord> events) throws Exception {
      snapshotter.accept(events);
      system.keep(SYSTEM_EVENTS);
    }

    @Override
    public void park(LogRecord event, String reason) throws Exception {
      snapshotter.park(event, reason);
    }
  }

  private Follower follow() throws IOException {
    try {
      return Follower.start(log, new Both(), PoisonPolicy.DEFAULT);
    } catch (Exception e) {
      throw new IOException("cannot read how far the snapshots reach", e);
    }
  }

  /**
   * Forgets every snapshot and begins with new ones. A server that dies before they are there folds
   * the log.
   *
   * @param between is run while there is none
   */
  synchronized void beginAnew(Runnable between) throws IOException {
    follower.close();
    try {
      store.clear();
      system.forgotten();
      between.run();
    } catch (SQLException e) {
      throw new IOException("the snapshots cannot be forgotten", e);
    } finally {
      Map<String, Long> heads = new HashMap<>();
      log.streams().forEach(stream -> heads.put(stream, log.lastSequence(stream)));
      snapshotter.beginAnew(heads);
      follower = follow();
    }
  }

  /** Makes the last snapshots. */
  synchronized void close() throws SQLException, InterruptedException {
    boolean all = follower.await(log.position(), LAST_EVENTS);
    follower.close();
    snapshotter.snapshot();
    system.keep(SYSTEM_EVENTS_AT_END);
    LOG.debug("Snapshots are kept, {}", all ? "all" : "but for the last events");
  }
}
