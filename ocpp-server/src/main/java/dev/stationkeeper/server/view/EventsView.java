// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import java.util.ArrayList;
import java.util.List;
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
   * @param type only of this type
   */
  public Page<EventRow> list(
      long after, @Nullable String station, @Nullable String type, int limit) {
    int bounded = Page.bounded(limit);
    return station == null
        ? listAll(after, type, bounded)
        : listStation(after, station, type, bounded);
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

  private Page<EventRow> listStation(long after, String station, @Nullable String type, int limit) {
    List<EventRow> rows = new ArrayList<>();
    log.read(
        station,
        0,
        after,
        event -> {
          if (type == null || event.type().equals(type)) {
            rows.add(row(event));
          }
          return rows.size() <= limit;
        });
    return Page.of(rows, limit, last -> Long.toString(last.position()));
  }

  private Page<EventRow> listAll(long after, @Nullable String type, int limit) {
    List<EventRow> rows = new ArrayList<>();
    LogCursor cursor = log.cursor(after);
    int scanned = 0;
    while (rows.size() <= limit) {
      List<LogRecord> events = cursor.next(Math.min(STEP, type == null ? limit + 1 : STEP));
      if (events.isEmpty()) {
        return Page.of(rows, limit, last -> Long.toString(last.position()));
      }
      for (LogRecord event : events) {
        if (rows.size() <= limit && (type == null || event.type().equals(type))) {
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
