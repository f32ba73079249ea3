// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.server.log.Fold;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.Recovery;
import dev.stationkeeper.server.log.Snapshot;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.SystemLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Follows the log and, whenever so many events have come to it, snapshots every stream that had
 * one: the next start folds about that many events, however long the log is. Not thread-safe.
 */
public final class Snapshotter<S> implements Subscriber {
  private static final int AT_ONCE = 1_000;

  private final Function<String, Optional<Recovery.Recovered<S>>> states;
  private final SnapshotStore store;
  private final Fold<S> fold;
  private final ToIntFunction<LogRecord> number;
  private final int every;

  /** Streams with events that no snapshot has, and the number of the last of them. */
  private final Map<String, Long> changed = new HashMap<>();

  /** Those of them that the snapshot in the making still waits for. */
  private final Map<String, Long> owed = new HashMap<>();

  private SnapshotStore.Checkpoint reached = SnapshotStore.Checkpoint.NONE;

  /** Where the snapshot in the making was begun. */
  private SnapshotStore.Checkpoint target = SnapshotStore.Checkpoint.NONE;

  private long since;
  private boolean anew;

  /**
   * Snapshots into {@code store}.
   *
   * @param states the present state of a stream; its position does not matter
   * @param number the 1.6 transaction id in an event, 0 when it has none
   * @param every so many events
   */
  public Snapshotter(
      Function<String, Optional<Recovery.Recovered<S>>> states,
      SnapshotStore store,
      Fold<S> fold,
      ToIntFunction<LogRecord> number,
      int every) {
    this.states = states;
    this.store = store;
    this.fold = fold;
    this.number = number;
    this.every = every;
  }

  /**
   * Goes on with an empty store, without reading the log again: every stream counts as changed.
   *
   * @param heads the last sequence number of every stream
   */
  public void beginAnew(Map<String, Long> heads) {
    heads.forEach(
        (stream, head) -> {
          if (!stream.equals(SystemLog.STREAM)) {
            changed.put(stream, head);
          }
        });
    anew = true;
    since = every; // at the next events
  }

  @Override
  public String name() {
    return "snapshots";
  }

  /** Nobody reads snapshots but a start. */
  @Override
  public Duration gathers() {
    return Duration.ofSeconds(1);
  }

  @Override
  public long checkpoint() throws SQLException {
    if (!anew) {
      reached = store.checkpoint();
    }
    return reached.position();
  }

  @Override
  public void accept(List<LogRecord> events) throws SQLException {
    int highest = reached.number();
    for (LogRecord event : events) {
      if (!event.stream().equals(SystemLog.STREAM)) {
        changed.put(event.stream(), event.sequence());
        highest = Math.max(highest, number.applyAsInt(event));
      }
    }
    reached = new SnapshotStore.Checkpoint(events.getLast().position(), highest);
    since += events.size();
    if (since >= every) {
      snapshot();
    } else if (!owed.isEmpty()) {
      saveOwed();
    }
  }

  /**
   * Snapshots everything that has changed. Call it yourself only when nobody else feeds this.
   *
   * <p>A stream whose state lacks an event is waited for; meanwhile those that are saved are left
   * alone, or a busy server would save all of them with every batch.
   */
  public void snapshot() throws SQLException {
    owed.putAll(changed);
    changed.clear();
    target = reached;
    since = 0;
    saveOwed();
  }

  private void saveOwed() throws SQLException {
    List<Snapshot> made = new ArrayList<>();
    for (Map.Entry<String, Long> stream : owed.entrySet()) {
      Optional<Recovery.Recovered<S>> state = states.apply(stream.getKey());
      // A state that lacks an event of this side of the checkpoint would hide it: next time.
      if (state.isPresent() && state.get().sequence() >= stream.getValue()) {
        add(stream.getKey(), state.get(), made);
      }
    }
    for (int from = 0; from < made.size(); from += AT_ONCE) {
      List<Snapshot> some = made.subList(from, Math.min(made.size(), from + AT_ONCE));
      store.save(some);
      some.forEach(snapshot -> owed.remove(snapshot.stream()));
    }
    if (owed.isEmpty()) {
      store.save(target);
    }
  }

  private void add(String stream, Recovery.Recovered<S> at, List<Snapshot> made) {
    S state = at.state();
    made.add(
        new Snapshot(
            stream,
            at.sequence(),
            target.position(),
            fold.version(),
            fold.connection(state),
            fold.write(state)));
  }

  /** A stream that cannot be folded gets no snapshot. */
  @Override
  public void park(LogRecord event, String reason) {
    changed.remove(event.stream());
    owed.remove(event.stream());
    reached = new SnapshotStore.Checkpoint(event.position(), reached.number());
  }
}
