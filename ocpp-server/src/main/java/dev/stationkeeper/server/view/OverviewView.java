// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.Map;
import java.util.TreeMap;

/** Numbers of everything, for the overview. Thread-safe; late by what the views lag. */
public final class OverviewView {
  private final ViewDatabase database;

  OverviewView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * Numbers of everything.
   *
   * @param versions connected stations by OCPP number
   * @param connectors of connected stations by status; connector 0 of 1.6, the station itself, only
   *     where it is no ordinary one
   * @param alarms open ones by severity
   * @param commands that wait or are out
   */
  public record Counts(
      long stations,
      long connected,
      Map<String, Long> versions,
      Map<String, Long> connectors,
      long activeTransactions,
      Map<String, Long> alarms,
      long commands) {}

  /** Counts anew. Takes narrow indices, each once, and never a look at a station for itself. */
  public Counts count() {
    long known =
        number("SELECT count(*) AS n FROM stations INDEXED BY stations_seen WHERE removed = 0");
    long connected = number("SELECT count(*) AS n FROM stations WHERE connected = 1");
    return new Counts(
        known,
        connected,
        groups(
            "SELECT by_version AS k, count(*) AS n FROM stations INDEXED BY stations_version"
                + " WHERE removed = 0 AND connected = 1 AND by_version > '' GROUP BY by_version"),
        connectors(connected * 2 > known),
        number("SELECT count(*) AS n FROM transactions WHERE active = 1"),
        groups("SELECT severity AS k, count(*) AS n FROM alarms WHERE open = 1 GROUP BY severity"),
        number("SELECT count(*) AS n FROM commands WHERE ended_at IS NULL"));
  }

  /** Of the connected stations; when those are most, all without those of the few others. */
  private Map<String, Long> connectors(boolean mostAreConnected) {
    if (!mostAreConnected) {
      return ofStations(true);
    }
    Map<String, Long> counts =
        groups(
            "SELECT status AS k, count(*) AS n FROM connectors INDEXED BY connectors_status"
                + " WHERE connector > 0 OR evse > 0 GROUP BY status");
    ofStations(false)
        .forEach((status, n) -> counts.put(status, counts.getOrDefault(status, 0L) - n));
    // Between two questions something may have come.
    counts.values().removeIf(n -> n <= 0);
    return counts;
  }

  private Map<String, Long> ofStations(boolean connected) {
    return groups(
        "SELECT c.status AS k, count(*) AS n FROM stations s CROSS JOIN connectors c"
            + " ON c.station = s.id WHERE s.connected = "
            + (connected ? 1 : 0)
            + " AND (c.connector > 0 OR c.evse > 0) GROUP BY c.status");
  }

  private Map<String, Long> groups(String sql) {
    Map<String, Long> groups = new TreeMap<>();
    database
        .query(row -> Map.entry(row.text("k"), row.number("n")), sql)
        .forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
    return groups;
  }

  private long number(String sql) {
    return database.find(row -> row.number("n"), sql).orElse(0L);
  }
}
