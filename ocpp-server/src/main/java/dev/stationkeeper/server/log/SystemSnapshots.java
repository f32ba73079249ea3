// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots of what is known of the system, beside those of the stations: the events that its parts
 * condense to, and the place in the stream up to which they speak. A start reads them and what came
 * behind, however long the stream is; without them it reads the stream. Written by a build with
 * other types of events they are passed over. Thread-safe.
 */
public final class SystemSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(SystemSnapshots.class);

  /** Raised when a part means something else by the same events. */
  private static final int LAYOUT = 1;

  private final SegmentedLog log;
  private final SnapshotStore store;
  private final Supplier<? extends List<? extends SystemPart>> fresh;
  private long written;

  /**
   * Keeps snapshots of what {@code log} tells in {@code store}.
   *
   * @param fresh parts that know nothing, all of them
   */
  public SystemSnapshots(
      SegmentedLog log, SnapshotStore store, Supplier<? extends List<? extends SystemPart>> fresh) {
    this.log = log;
    this.store = store;
    this.fresh = fresh;
  }

  /**
   * How parts were made to know.
   *
   * @param sequence of the last system event
   * @param position its position
   * @param read how many events were read behind the snapshot
   */
  public record Recovered(long sequence, long position, long read) {}

  private record Fact(String type, SystemEvent event, Instant at) {}

  /** Has {@code parts}, which are all of them and fresh, know what the log tells. Blocks. */
  public synchronized Recovered recover(List<? extends SystemPart> parts) throws SQLException {
    SystemFold fold = new SystemFold(parts);
    Optional<Snapshot> snapshot =
        store
            .find(SystemLog.STREAM)
            .filter(one -> one.version() == version(parts))
            .filter(one -> one.sequence() <= log.lastSequence(SystemLog.STREAM));
    Optional<List<Fact>> facts = snapshot.flatMap(SystemSnapshots::facts);
    facts.ifPresent(all -> all.forEach(fact -> fold.accept(fact.type(), fact.event(), fact.at())));
    long[] reached = {0, 0};
    if (facts.isPresent()) {
      reached[0] = snapshot.get().sequence();
      reached[1] = snapshot.get().position();
    }
    written = reached[0];
    log.read(
        SystemLog.STREAM,
        reached[0],
        reached[1],
        event -> {
          fold.accept(event);
          reached[0] = event.sequence();
          reached[1] = event.position();
          return true;
        });
    return new Recovered(reached[0], reached[1], reached[0] - written);
  }

  /**
   * Writes a new snapshot when so many system events have come since the last; failing that the
   * next start reads more. Blocks while it does.
   */
  public synchronized void keep(long worth) {
    if (log.lastSequence(SystemLog.STREAM) - written < worth) {
      return;
    }
    try {
      List<? extends SystemPart> parts = fresh.get();
      Recovered reached = recover(parts);
      store.save(
          List.of(
              new Snapshot(
                  SystemLog.STREAM,
                  reached.sequence(),
                  reached.position(),
                  version(parts),
                  0,
                  text(parts))));
      written = reached.sequence();
    } catch (SQLException | RuntimeException e) {
      LOG.error("What is known of the system gets no snapshot: {}", e.getMessage(), e);
    }
  }

  /** The store was emptied: the next {@link #keep} makes a new one. */
  public synchronized void forgotten() {
    written = 0;
  }

  /** Another one where other events are known, or other ones of them are taken. */
  static int version(List<? extends SystemPart> parts) {
    String taken =
        parts.stream()
            .flatMap(part -> part.types().stream())
            .sorted()
            .collect(Collectors.joining(","));
    return 31 * (31 * SystemLog.fingerprint() + taken.hashCode()) + LAYOUT;
  }

  /** What {@code parts} know, one event in a line: type, version, time and JSON. */
  public static String text(List<? extends SystemPart> parts) {
    StringBuilder text = new StringBuilder();
    for (SystemPart part : parts) {
      part.condensed(
          (event, at) -> {
            String type = SystemLog.type(event);
            text.append(type)
                .append(' ')
                .append(SystemLog.version(type))
                .append(' ')
                .append(at)
                .append(' ')
                .append(SystemLog.json(event))
                .append('\n');
          });
    }
    return text.toString();
  }

  private static Optional<List<Fact>> facts(Snapshot snapshot) {
    List<Fact> facts = new ArrayList<>();
    try {
      for (String line : snapshot.state().lines().toList()) {
        String[] words = line.split(" ", 4);
        Instant at = Instant.parse(words[2]);
        SystemEvent event = SystemLog.read(words[0], Integer.parseInt(words[1]), words[3]);
        facts.add(new Fact(words[0], event, at));
      }
      return Optional.of(facts);
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      LOG.warn("The snapshot of the system cannot be read, its events are: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
