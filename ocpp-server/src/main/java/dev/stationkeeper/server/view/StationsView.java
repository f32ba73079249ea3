// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stations and their connectors. Thread-safe; late by what the view lags. */
public final class StationsView {
  private static final String COLUMNS =
      "SELECT id, connected, version, registration, last_seen, vendor, model, serial, firmware,"
          + " label FROM stations";

  private final ViewDatabase database;

  StationsView(ViewDatabase database) {
    this.database = database;
  }

  /** Stations by id. */
  public Page<StationRow> list(StationFilter filter, @Nullable String cursor, int limit) {
    return list(filter, StationSort.BY_ID, cursor, limit);
  }

  /**
   * Stations in an order.
   *
   * @param cursor of a list in the same order
   */
  public Page<StationRow> list(
      StationFilter filter, StationSort sort, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    StationQuery.Sql sql = StationQuery.of(filter, sort, cursor, bounded);
    List<Keyed> rows =
        database.query(
            row -> new Keyed(row.text("k"), station(row, List.of())),
            sql.text(),
            sql.parameters().toArray(Object[]::new));
    Page<Keyed> page =
        Page.of(rows, bounded, last -> StationQuery.cursor(sort, last.row().id(), last.key()));
    List<StationRow> stations = page.items().stream().map(Keyed::row).toList();
    return new Page<>(withConnectors(stations), page.next());
  }

  private record Keyed(String key, StationRow row) {}

  /** One station. */
  public Optional<StationRow> find(String id) {
    return database
        .find(row -> station(row, List.of()), COLUMNS + " WHERE id = ? AND removed = 0", id)
        .map(station -> withConnectors(List.of(station)).getFirst());
  }

  /** How many stations there are, and how many of them are connected. */
  public Counts counts() {
    return database
        .find(
            row -> new Counts(row.number("n"), row.number("c")),
            "SELECT count(*) AS n, coalesce(sum(connected), 0) AS c FROM stations WHERE removed ="
                + " 0")
        .orElse(new Counts(0, 0));
  }

  /** Numbers of stations. */
  public record Counts(long known, long connected) {}

  private List<StationRow> withConnectors(List<StationRow> stations) {
    if (stations.isEmpty()) {
      return stations;
    }
    Map<String, List<ConnectorRow>> byStation = new HashMap<>();
    database.query(
        row ->
            byStation
                .computeIfAbsent(row.text("station"), s -> new ArrayList<>())
                .add(connector(row)),
        "SELECT station, evse, connector, status, error_code, info, at FROM connectors"
            + " WHERE station IN ("
            + String.join(", ", Collections.nCopies(stations.size(), "?"))
            + ") ORDER BY station, evse, connector",
        stations.stream().map(StationRow::id).toArray());
    return stations.stream().map(s -> with(s, byStation.getOrDefault(s.id(), List.of()))).toList();
  }

  private static ConnectorRow connector(Row row) throws SQLException {
    Integer evse = row.intOrNull("evse");
    return new ConnectorRow(
        evse == null || evse < 0 ? null : evse,
        (int) row.number("connector"),
        row.text("status"),
        row.textOrNull("error_code"),
        row.textOrNull("info"),
        row.instant("at"));
  }

  private static StationRow with(StationRow s, List<ConnectorRow> connectors) {
    return new StationRow(
        s.id(),
        s.connected(),
        s.version(),
        s.registration(),
        s.lastSeen(),
        s.vendor(),
        s.model(),
        s.serialNumber(),
        s.firmware(),
        s.label(),
        connectors);
  }

  private static StationRow station(Row row, List<ConnectorRow> connectors) throws SQLException {
    return new StationRow(
        row.text("id"),
        row.flag("connected"),
        row.textOrNull("version"),
        row.textOrNull("registration"),
        row.instantOrNull("last_seen"),
        row.textOrNull("vendor"),
        row.textOrNull("model"),
        row.textOrNull("serial"),
        row.textOrNull("firmware"),
        row.textOrNull("label"),
        connectors);
  }
}
