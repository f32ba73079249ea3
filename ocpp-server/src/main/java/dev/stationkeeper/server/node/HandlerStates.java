// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent.HandlerStateKept;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.spi.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What handlers keep of their stations. The newest of each is held in memory until it is on disk,
 * then it is found by its position in the log. Written behind, at most once in {@link #PAUSE} for
 * each handler and station. Where each lies is kept in an index, so that a start reads only what
 * came behind it. Thread-safe; only {@link #find} reads from disk.
 */
final class HandlerStates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerStates.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);

  /** Of what waits for the disk; one more is refused and counted. */
  private static final long MOST_WAITING = 32L << 20;

  /** The index is written after so many states. */
  private static final int INDEXED_EVERY = 10_000;

  private record Key(StationId station, HandlerId handler) {}

  private final SystemLog systemLog;
  private final SegmentedLog log;
  private final NodeCounters counters;
  private final HandlerStateIndex index;

  /** What is scheduled after its end is dropped: {@link #close} writes what waits. */
  private final ScheduledThreadPoolExecutor writer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("handler-states").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  // Guarded by this.
  private final Map<Key, Snapshot> waiting = new HashMap<>();
  private final Map<Key, Long> written = new HashMap<>();
  private long waitingBytes;
  private int sinceIndex;

  /**
   * @param index a file that may be deleted
   */
  HandlerStates(SystemLog systemLog, SegmentedLog log, NodeCounters counters, Path index) {
    this.index = new HandlerStateIndex(index);
    this.systemLog = systemLog;
    this.log = log;
    this.counters = counters;
  }

  /**
   * Finds where the newest of each lies: in the index, and in the system's stream behind it. Once,
   * before anything is kept.
   */
  void recover() {
    HandlerStateIndex.Places places = index.read();
    if (places.upTo() > log.position()) {
      places = HandlerStateIndex.Places.NONE; // of another log
    }
    synchronized (this) {
      places
          .positions()
          .forEach(
              (key, position) ->
                  written.put(
                      new Key(new StationId(key.station()), new HandlerId(key.handler())),
                      position));
    }
    log.read(
        SystemLog.STREAM,
        0,
        places.upTo(),
        event -> {
          if (event.type().equals(HandlerStateKept.class.getSimpleName())
              && SystemLog.typed(event).orElse(null) instanceof HandlerStateKept kept) {
            synchronized (this) {
              written.put(
                  new Key(new StationId(kept.station()), new HandlerId(kept.handler())),
                  event.position());
            }
          }
          return true;
        });
  }

  /** Keeps {@code snapshot} in place of the one before. */
  void keep(StationId station, HandlerId handler, Snapshot snapshot) {
    Key key = new Key(station, handler);
    boolean first;
    synchronized (this) {
      Snapshot before = waiting.get(key);
      long bytes = waitingBytes + size(snapshot) - (before == null ? 0 : size(before));
      if (bytes > MOST_WAITING) {
        counters.count("handler_state_refused");
        return;
      }
      waitingBytes = bytes;
      waiting.put(key, snapshot);
      first = before == null;
    }
    if (first) {
      writeAfter(PAUSE, key);
    }
  }

  /** The newest. */
  Optional<Snapshot> find(StationId station, HandlerId handler) {
    Key key = new Key(station, handler);
    @Nullable Long position;
    synchronized (this) {
      Snapshot newest = waiting.get(key);
      if (newest != null) {
        return Optional.of(newest);
      }
      position = written.get(key);
    }
    return position == null ? Optional.empty() : read(key, position);
  }

  private Optional<Snapshot> read(Key key, long position) {
    AtomicReference<@Nullable Snapshot> found = new AtomicReference<>();
    log.read(
        SystemLog.STREAM,
        0,
        position - 1,
        event -> {
          if (SystemLog.typed(event).orElse(null) instanceof HandlerStateKept kept
              && kept.station().equals(key.station().value())
              && kept.handler().equals(key.handler().name())) {
            found.set(Snapshot.of(kept.schema(), Base64.getDecoder().decode(kept.state())));
          }
          return false;
        });
    return Optional.ofNullable(found.get());
  }

  private CompletionStage<?> write(Key key) {
    @Nullable Snapshot snapshot;
    synchronized (this) {
      snapshot = waiting.get(key);
    }
    if (snapshot == null) {
      return CompletableFuture.completedStage(null);
    }
    HandlerStateKept event =
        new HandlerStateKept(
            key.handler().name(),
            key.station().value(),
            snapshot.schema(),
            Base64.getEncoder().encodeToString(snapshot.bytes()));
    return systemLog
        .append(event, key.handler().name())
        .whenComplete((position, failure) -> wrote(key, snapshot, position, failure));
  }

  /** What came in meanwhile is written after another pause, and so is what could not be. */
  private void wrote(
      Key key, Snapshot snapshot, @Nullable Long position, @Nullable Throwable failure) {
    boolean more;
    synchronized (this) {
      if (position != null) {
        written.put(key, position);
        if (waiting.remove(key, snapshot)) {
          waitingBytes -= size(snapshot);
        }
      }
      more = waiting.containsKey(key);
      if (++sinceIndex >= INDEXED_EVERY && waiting.isEmpty()) {
        sinceIndex = 0;
        var _ = writer.schedule(this::writeIndex, 0, TimeUnit.MILLISECONDS);
      }
    }
    if (failure != null) {
      counters.count("handler_state_not_written");
      LOG.error("What {} keeps of {} is not on disk", key.handler(), key.station(), failure);
    }
    if (more) {
      writeAfter(failure == null ? PAUSE : RETRY, key);
    }
  }

  /** Only while nothing is on its way to the log: then every state in it is known here. */
  private void writeIndex() {
    Map<HandlerStateIndex.Key, Long> positions = new HashMap<>();
    long upTo;
    synchronized (this) {
      if (!waiting.isEmpty()) {
        return;
      }
      upTo = log.position();
      written.forEach(
          (key, position) ->
              positions.put(
                  new HandlerStateIndex.Key(key.handler().name(), key.station().value()),
                  position));
    }
    try {
      index.write(new HandlerStateIndex.Places(upTo, positions));
    } catch (IOException e) {
      LOG.warn("The index of what handlers keep is not written: {}", e.getMessage());
    }
  }

  private void writeAfter(Duration pause, Key key) {
    var _ = writer.schedule(() -> write(key), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static long size(Snapshot snapshot) {
    return snapshot.bytes().length;
  }

  /** Writes what waits. */
  @Override
  public void close() {
    writer.shutdownNow();
    List<Key> left;
    synchronized (this) {
      left = List.copyOf(waiting.keySet());
    }
    CompletableFuture<?>[] writes =
        left.stream()
            .map(key -> write(key).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(writes).get(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Not everything that handlers keep is on disk", e);
    }
    writeIndex();
  }
}
