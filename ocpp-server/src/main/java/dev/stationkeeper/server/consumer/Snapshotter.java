// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.server.log.Fold;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.Recovery;
import dev.stationkeeper.server.log.Snapshot;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.SystemLog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the log and snapshots a stream whenever so many events have come to it: the next start
 * folds at most that many of it.
 */
public final class Snapshotter<S> implements Subscriber {
  private final Recovery<S> recovery;
  private final SnapshotStore store;
  private final Fold<S> fold;
  private final CheckpointFile checkpoint;
  private final int every;
  private final Map<String, Integer> since = new HashMap<>();

  /**
   * Snapshots into {@code store} what {@code recovery} folds.
   *
   * @param every so many events of a stream
   */
  public Snapshotter(
      Recovery<S> recovery,
      SnapshotStore store,
      Fold<S> fold,
      CheckpointFile checkpoint,
      int every) {
    this.recovery = recovery;
    this.store = store;
    this.fold = fold;
    this.checkpoint = checkpoint;
    this.every = every;
  }

  @Override
  public String name() {
    return "snapshots";
  }

  @Override
  public long checkpoint() throws IOException {
    return checkpoint.read();
  }

  @Override
  public void accept(List<LogRecord> events) throws SQLException, IOException {
    List<Snapshot> made = new ArrayList<>();
    for (LogRecord event : events) {
      String stream = event.stream();
      if (!stream.equals(SystemLog.STREAM) && since.merge(stream, 1, Integer::sum) >= every) {
        since.remove(stream);
        add(stream, made);
      }
    }
    if (!made.isEmpty()) {
      store.save(made);
    }
    checkpoint.write(events.getLast().position());
  }

  private void add(String stream, List<Snapshot> made) throws SQLException {
    Recovery.Recovered<S> at = recovery.recover(stream);
    String text = fold.write(at.state());
    if (text != null) {
      made.add(new Snapshot(stream, at.sequence(), at.position(), fold.version(), text));
    }
  }

  /** A stream that cannot be folded gets no snapshot. */
  @Override
  public void park(LogRecord event, String reason) throws IOException {
    since.remove(event.stream());
    checkpoint.write(event.position());
  }
}
