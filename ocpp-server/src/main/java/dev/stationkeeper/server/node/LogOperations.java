// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.ArchiveRange;
import dev.stationkeeper.server.log.LogArchive;
import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done to the log of a node while stations are served; each is on record. Thread-safe. */
public final class LogOperations {
  /** States that are read again at the same time. */
  private static final int AT_ONCE = 256;

  private static final String RETENTION = "retention";
  private static final String ALARM = "log:retention";

  private final SegmentedLog log;
  private final SystemLog system;
  private final Views views;
  private final StationStates states;
  private final SnapshotKeeper snapshots;
  private final StationEngines engines;
  private final Path folder;
  private final ReentrantLock alone = new ReentrantLock();
  private volatile @Nullable Retention retention;

  LogOperations(
      SegmentedLog log,
      SystemLog system,
      Views views,
      StationStates states,
      SnapshotKeeper snapshots,
      StationEngines engines,
      Path folder) {
    this.log = log;
    this.system = system;
    this.views = views;
    this.states = states;
    this.snapshots = snapshots;
    this.engines = engines;
    this.folder = folder;
  }

  /**
   * Whose identifiers go: exactly one of {@code token}, {@code station} and {@code everyToken}.
   *
   * @param token this one, everywhere
   * @param station all tokens that were seen there, there
   * @param everyToken all tokens at all stations
   * @param before only in events that are older; null for all
   */
  public record Erasure(
      @Nullable String token,
      @Nullable String station,
      boolean everyToken,
      @Nullable Instant before) {
    public Erasure {
      long said = Stream.of(token, station).filter(Objects::nonNull).count() + (everyToken ? 1 : 0);
      if (said != 1) {
        throw new IllegalArgumentException("say one of token, station and everyToken");
      }
    }

    String what() {
      return token != null ? "token" : station != null ? "station" : "everyToken";
    }
  }

  /**
   * Moves the segments of a range to another folder. Blocks.
   *
   * @return how many were moved
   * @throws IOException also when the archive of this log is elsewhere
   */
  public int archive(Path archive, ArchiveRange range, String by) throws IOException {
    int moved = LogArchive.move(log, archive, range);
    record(new SystemEvent.SegmentsArchived(archive.toAbsolutePath().toString(), moved), by);
    return moved;
  }

  /**
   * Puts pseudonyms in the place of identifiers in everything that is in the log when this begins:
   * in its segments, in the states in memory, in snapshots and read models, which are made again.
   * Stations stay connected. Blocks: the log is read twice, and each state in memory that is
   * concerned is folded again. Waits first for the states that a start still reads.
   */
  public LogErasure.Result erase(Erasure wanted, String by)
      throws IOException, InterruptedException {
    Instant before = wanted.before() == null ? Instant.MAX : wanted.before();
    String token = wanted.token();
    beAlone();
    try {
      return erase(
          new SystemEvent.ErasureBegun(wanted.what(), wanted.station(), wanted.before()),
          new LogErasure(log, new SecureRandom()),
          erasure ->
              token == null
                  ? erasure.tokensOf(wanted.station(), before)
                  : erasure.token(token, before),
          by);
    } finally {
      alone.unlock();
    }
  }

  /**
   * Puts pseudonyms in the place of all tokens in the events of stations from {@code from} on and
   * before {@code before}, as {@link #erase} does. Where there is none, nothing is rewritten and
   * made again, but it is on record.
   */
  LogErasure.Result retain(Instant from, Instant before, String by)
      throws IOException, InterruptedException {
    beAlone();
    try {
      LogErasure erasure = new LogErasure(log, new SecureRandom());
      if (!erasure.collect(from, before) && !LogErasure.isUnfinished(folder)) {
        record(new SystemEvent.TokensErased(RETENTION, null, before, 0, 0), by);
        return new LogErasure.Result(0, 0);
      }
      return erase(
          new SystemEvent.ErasureBegun(RETENTION, null, before),
          erasure,
          begun -> begun.collected(from, before),
          by);
    } finally {
      alone.unlock();
    }
  }

  private void beAlone() throws IOException {
    if (!alone.tryLock()) {
      throw new IOException("an erasure runs already");
    }
  }

  private interface Work {
    LogErasure.Result on(LogErasure erasure) throws IOException;
  }

  private LogErasure.Result erase(
      SystemEvent.ErasureBegun begun, LogErasure erasure, Work work, String by)
      throws IOException, InterruptedException {
    states.awaitRead();
    // One that failed has rewritten something, and nobody knows any more what.
    boolean again = LogErasure.isUnfinished(folder);
    LogErasure.begin(log);
    record(begun, by);
    LogErasure.Result done = work.on(erasure);
    snapshots.beginAnew(() -> reread(again ? log.streams() : erasure.touched()));
    views.rebuildAll();
    LogErasure.finished(folder);
    record(
        new SystemEvent.TokensErased(
            begun.what(), begun.station(), begun.before(), done.identifiers(), done.places()),
        by);
    return done;
  }

  /** Has what is older than the settings allow erased, again and again, until it is closed. */
  AutoCloseable eraseByAge(
      NodeSettings settings, SystemState known, InstantSource clock, Counters counters) {
    Retention made =
        new Retention(
            settings.retention(), known.retention(), this::retain, this::alarm, clock, counters);
    retention = made;
    made.start();
    return made;
  }

  /** How erasing by age stands. */
  public Retention.Status retention() {
    Retention present = retention;
    return present == null ? Retention.Status.OFF : present.status();
  }

  private void alarm(@Nullable String text) {
    record(
        text == null
            ? new SystemEvent.AlarmCleared(ALARM, null)
            : new SystemEvent.AlarmRaised(ALARM, RETENTION, "warning", null, text),
        RETENTION);
  }

  private void reread(Set<String> streams) {
    Deque<CompletionStage<Void>> waiting = new ArrayDeque<>();
    for (String stream : streams) {
      if (!stream.equals(SystemLog.STREAM)) {
        waiting.add(engines.reread(new StationId(stream)));
      }
      if (waiting.size() >= AT_ONCE) {
        waiting.removeFirst().toCompletableFuture().join();
      }
    }
    waiting.forEach(one -> one.toCompletableFuture().join());
  }

  private void record(SystemEvent event, String by) {
    system.append(event, by).toCompletableFuture().join();
  }
}
