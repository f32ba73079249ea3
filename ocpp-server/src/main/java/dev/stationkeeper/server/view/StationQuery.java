// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a page of stations. Which index is walked is said here and not left to SQLite, which
 * knows nothing of how many stations are connected or have a label: a page in the order of an index
 * ends after its hundred rows, while sorting looks at all of them first.
 */
final class StationQuery {
  private static final String COLUMNS =
      "SELECT s.id, s.connected, s.version, s.registration, s.last_seen, s.vendor, s.model,"
          + " s.serial, s.firmware, s.label";

  /** Between the parts of a cursor; no station id has one. */
  private static final char LINE_FEED = '\n';

  private final StationFilter filter;
  private final StationSort sort;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private StationQuery(StationFilter filter, StationSort sort) {
    this.filter = filter;
    this.sort = sort;
  }

  /** A query with its parameters, of one row more than {@code limit}; column k is the sort's. */
  record Sql(String text, List<Object> parameters) {}

  static Sql of(StationFilter filter, StationSort sort, @Nullable String cursor, int limit) {
    StationQuery query = new StationQuery(filter, sort);
    query.write(cursor);
    query.parameters.add(limit + 1);
    return new Sql(query.sql.toString(), query.parameters);
  }

  /** The cursor behind a station with {@code key} in column k. */
  static String cursor(StationSort sort, String id, String key) {
    return sort.key() == StationSort.Key.ID
        ? Cursor.of(id)
        : Cursor.of(sort.key().wireName() + LINE_FEED + id + LINE_FEED + key);
  }

  private boolean isById() {
    return sort.key() == StationSort.Key.ID;
  }

  /** By id, a status is looked up where connectors are kept by status: in the order of ids too. */
  private boolean isByStatus() {
    return isById() && filter.status() != null;
  }

  private void write(@Nullable String cursor) {
    String column = isByStatus() ? "c.station" : "s." + sort.key().column();
    sql.append(COLUMNS).append(", s.").append(sort.key().column()).append(" AS k FROM ");
    sql.append(
        isByStatus()
            ? "connectors c INDEXED BY connectors_status CROSS JOIN stations s ON s.id = c.station"
            : "stations s" + index());
    sql.append(" WHERE s.removed = 0");
    if (cursor != null && !cursor.isEmpty()) {
      behind(cursor, column);
    }
    filters();
    String down = sort.descending() ? " DESC" : "";
    if (isByStatus()) {
      sql.append(" GROUP BY c.station");
    }
    sql.append(" ORDER BY ").append(column).append(down);
    if (!isById()) {
      sql.append(", s.id").append(down);
    }
    sql.append(" LIMIT ?");
  }

  private String index() {
    boolean unconnected = Boolean.FALSE.equals(filter.connected());
    return switch (sort.key()) {
      case ID -> {
        if (unconnected) {
          yield " INDEXED BY stations_connected";
        }
        if (filter.version() != null) {
          yield " INDEXED BY stations_version";
        }
        yield filter.connected() != null
            ? " INDEXED BY stations_connected"
            : " INDEXED BY stations_search";
      }
      case LABEL -> " INDEXED BY stations_label";
      case MODEL -> " INDEXED BY stations_model";
      case FIRMWARE -> " INDEXED BY stations_firmware";
      case VERSION -> " INDEXED BY stations_version";
      case LAST_SEEN -> " INDEXED BY stations_" + (unconnected ? "silent" : "seen");
    };
  }

  private void behind(String cursor, String column) {
    String relation = sort.descending() ? " < " : " > ";
    String key = Cursor.text(cursor, "");
    if (isById()) {
      refuse(key.indexOf(LINE_FEED) >= 0, cursor);
      sql.append(" AND ").append(column).append(relation).append('?');
      parameters.add(key);
      return;
    }
    String[] parts = key.split(Character.toString(LINE_FEED), 3);
    refuse(parts.length != 3 || !parts[0].equals(sort.key().wireName()), cursor);
    sql.append(" AND (").append(column).append(", s.id)").append(relation).append("(?, ?)");
    parameters.add(key(parts[2], cursor));
    parameters.add(parts[1]);
  }

  private Object key(String text, String cursor) {
    if (sort.key() != StationSort.Key.LAST_SEEN) {
      return text;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(cursor, e);
    }
  }

  private static void refuse(boolean wrong, String cursor) {
    if (wrong) {
      throw new InvalidCursorException(cursor, new IllegalArgumentException("of another order"));
    }
  }

  private void filters() {
    Boolean connected = filter.connected();
    if (connected != null) {
      // Spelled out: an index over only some of them can be used.
      sql.append(connected ? " AND s.connected = 1" : " AND s.connected = 0");
    }
    String prefix = filter.prefix();
    if (prefix != null) {
      add(" AND s.id >= ?", prefix);
      add(" AND s.id < ?", prefix + Character.MAX_VALUE);
    }
    String text = filter.text();
    if (text != null) {
      add(" AND instr(s.search, lower(?)) > 0", text);
    }
    String version = filter.version();
    if (version != null) {
      add(" AND s.by_version = ?", version);
    }
    String status = filter.status();
    if (status != null) {
      add(
          isByStatus()
              ? " AND c.status = ?"
              : " AND EXISTS (SELECT 1 FROM connectors c WHERE c.station = s.id AND c.status = ?)",
          status);
    }
  }

  private void add(String condition, Object value) {
    sql.append(condition);
    parameters.add(value);
  }
}
