// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events, straight from the log: never late. Thread-safe. */
public final class EventsView {
  /**
   * Most events that one page looks at. A rare type gives short pages with a next one behind them
   * rather than a long wait.
   */
  static final int MAX_SCANNED = 200_000;

  private static final int STEP = 2_000;

  private final SegmentedLog log;

  /** Reads {@code log}. */
  public EventsView(SegmentedLog log) {
    this.log = log;
  }

  /**
   * Events in the order of the log.
   *
   * @param after only events behind this position, 0 for all; {@link Page#next} is the position to
   *     go on behind
   * @param station only this station's, or those of {@code $system}
   * @param type only of this type, or of one of these with commas between
   */
  public Page<EventRow> list(
      long after, @Nullable String station, @Nullable String type, int limit) {
    return list(after, 0, station, type, limit);
  }

  /** A station's events behind {@code after} up to {@code last}, by its own numbers. */
  public List<EventRow> between(String station, long after, long last, int atMost) {
    List<EventRow> rows = new ArrayList<>();
    log.read(
        station,
        after,
        0,
        event -> {
          if (event.sequence() <= last) {
            rows.add(row(event));
          }
          return rows.size() < atMost && event.sequence() < last;
        });
    return rows;
  }

  /**
   * Events in the order of the log.
   *
   * @param afterSequence only events of {@code station} with a higher sequence number; 0 for all
   */
  public Page<EventRow> list(
      long after, long afterSequence, @Nullable String station, @Nullable String type, int limit) {
    int bounded = Page.bounded(limit);
    Predicate<LogRecord> wanted = wanted(type);
    return station == null
        ? listAll(after, wanted, type == null ? bounded + 1 : STEP, bounded)
        : listStation(after, afterSequence, station, wanted, bounded);
  }

  private static Predicate<LogRecord> wanted(@Nullable String type) {
    if (type == null) {
      return event -> true;
    }
    Set<String> types = new HashSet<>(List.of(type.split(",", -1)));
    return event -> types.contains(event.type());
  }

  private Page<EventRow> listStation(
      long after, long afterSequence, String station, Predicate<LogRecord> wanted, int limit) {
    List<EventRow> rows = new ArrayList<>();
    log.read(
        station,
        afterSequence,
        after,
        event -> {
          if (wanted.test(event)) {
            rows.add(row(event));
          }
          return rows.size() <= limit;
        });
    return Page.of(rows, limit, last -> Long.toString(last.position()));
  }

  private Page<EventRow> listAll(long after, Predicate<LogRecord> wanted, int step, int limit) {
    List<EventRow> rows = new ArrayList<>();
    LogCursor cursor = log.cursor(after);
    int scanned = 0;
    while (rows.size() <= limit) {
      List<LogRecord> events = cursor.next(Math.min(STEP, step));
      if (events.isEmpty()) {
        return Page.of(rows, limit, last -> Long.toString(last.position()));
      }
      for (LogRecord event : events) {
        if (rows.size() <= limit && wanted.test(event)) {
          rows.add(row(event));
        }
      }
      scanned += events.size();
      if (scanned >= MAX_SCANNED && rows.size() <= limit) {
        return new Page<>(rows, Long.toString(cursor.position()));
      }
    }
    return Page.of(rows, limit, last -> Long.toString(last.position()));
  }

  private static EventRow row(LogRecord event) {
    return new EventRow(
        event.position(),
        event.stream(),
        event.sequence(),
        event.at(),
        event.type(),
        event.version(),
        JsonView.ofVerified(event.json()),
        event.cause());
  }
}
