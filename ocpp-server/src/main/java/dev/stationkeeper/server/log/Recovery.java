// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds state from the log, with snapshots as a shortcut. A snapshot that cannot be read, or that
 * is ahead of the log, is passed over.
 */
public final class Recovery<S> {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /** With more streams than this to read, one pass over the log is cheaper than the index. */
  private static final int ONE_BY_ONE = 2_000;

  private static final int STEP = 10_000;

  private final SegmentedLog log;
  private final SnapshotStore snapshots;
  private final Fold<S> fold;
  private final AtomicLong unreadable = new AtomicLong();

  /** Folds what is in {@code log}. */
  public Recovery(SegmentedLog log, SnapshotStore snapshots, Fold<S> fold) {
    this.log = log;
    this.snapshots = snapshots;
    this.fold = fold;
  }

  /**
   * A stream's state at one point.
   *
   * @param sequence of the last event in it; the log's own number, also where damage left a gap
   * @param position at or behind that event, and before the stream's next one; 0 before the first
   */
  public record Recovered<S>(S state, long sequence, long position) {}

  /** How many snapshots of this fold's version could not be read all the same. */
  public long unreadable() {
    return unreadable.get();
  }

  /** The state of a stream as it is on disk. Blocks. */
  public Recovered<S> recover(String stream) throws SQLException {
    return readOn(stream, start(stream, snapshots.find(stream).orElse(null)), Long.MAX_VALUE);
  }

  /** The state of a stream right after its event {@code sequence}: time travel. Blocks. */
  public Recovered<S> recoverAt(String stream, long sequence) throws SQLException {
    Snapshot snapshot = snapshots.find(stream).orElse(null);
    boolean usable = snapshot != null && snapshot.sequence() <= sequence;
    return readOn(stream, start(stream, usable ? snapshot : null), sequence);
  }

  /** Every stream's state but the system's, as it is on disk: what a start needs. Blocks. */
  public Map<String, Recovered<S>> recoverAll() throws SQLException {
    return recoverAll(() -> false);
  }

  /** The same; none of them when {@code ended} becomes true before the end. */
  public Map<String, Recovered<S>> recoverAll(BooleanSupplier ended) throws SQLException {
    Map<String, Recovered<S>> states = new ConcurrentHashMap<>();
    try (ParallelFold threads = new ParallelFold(event -> evolve(states, event))) {
      snapshots.forEach(some -> threads.run(() -> some.forEach(one -> begin(one, states))));
      threads.await();
      if (unreadable.get() > 0) {
        LOG.info("{} snapshots of another build are not read, the events are", unreadable.get());
      }
      List<Recovered<S>> early = new ArrayList<>();
      long from = Math.min(snapshots.checkpoint().position(), log.position());
      for (String stream : log.streams()) {
        if (!stream.equals(SystemLog.STREAM)) {
          Recovered<S> begin =
              states.computeIfAbsent(stream, s -> new Recovered<>(fold.initial(s), 0, 0));
          if (begin.sequence() < log.lastSequence(stream) && begin.position() < from) {
            early.add(begin);
            early(stream, early.size(), states);
          }
        }
      }
      if (early.size() > ONE_BY_ONE) {
        from = early.stream().mapToLong(Recovered::position).min().orElse(0);
      }
      LogCursor cursor = log.cursor(from);
      for (List<LogRecord> events = cursor.next(STEP);
          !events.isEmpty() && !ended.getAsBoolean();
          events = cursor.next(STEP)) {
        threads.accept(events);
      }
      threads.await();
    }
    if (ended.getAsBoolean()) {
      states.clear(); // not all of them are at their end
    }
    return states;
  }

  /** A few that are far behind the others are read by the index rather than all the log again. */
  private void early(String stream, int number, Map<String, Recovered<S>> states) {
    if (number <= ONE_BY_ONE) {
      states.computeIfPresent(stream, (s, begin) -> readOn(s, begin, Long.MAX_VALUE));
    }
  }

  private void begin(Snapshot snapshot, Map<String, Recovered<S>> states) {
    if (log.lastSequence(snapshot.stream()) > 0) {
      states.put(snapshot.stream(), start(snapshot.stream(), snapshot));
    }
  }

  private void evolve(Map<String, Recovered<S>> states, LogRecord event) {
    states.computeIfPresent(event.stream(), (stream, before) -> after(before, event));
  }

  private Recovered<S> start(String stream, @Nullable Snapshot snapshot) {
    if (snapshot != null
        && snapshot.version() == fold.version()
        && snapshot.sequence() <= log.lastSequence(stream)) {
      Optional<S> state = fold.read(stream, snapshot.state());
      if (state.isPresent()) {
        return new Recovered<>(state.get(), snapshot.sequence(), snapshot.position());
      }
      unreadable.incrementAndGet();
    }
    return new Recovered<>(fold.initial(stream), 0, 0);
  }

  private Recovered<S> readOn(String stream, Recovered<S> begin, long last) {
    Reading<S> reading = new Reading<>(begin);
    log.read(
        stream,
        begin.sequence(),
        begin.position(),
        event -> {
          if (event.sequence() <= last) {
            reading.state = after(reading.state, event);
          }
          return event.sequence() < last;
        });
    return reading.state;
  }

  private static final class Reading<S> {
    private Recovered<S> state;

    Reading(Recovered<S> state) {
      this.state = state;
    }
  }

  private Recovered<S> after(Recovered<S> before, LogRecord event) {
    return event.sequence() <= before.sequence()
        ? before
        : new Recovered<>(fold.evolve(before.state(), event), event.sequence(), event.position());
  }
}
