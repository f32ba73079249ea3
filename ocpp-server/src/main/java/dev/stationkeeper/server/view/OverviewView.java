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

  /** Counts anew. */
  public Counts count() {
    Map<String, Long> versions =
        groups(
            "SELECT version AS k, count(*) AS n FROM stations"
                + " WHERE removed = 0 AND connected = 1 AND version IS NOT NULL GROUP BY version");
    long known = number("SELECT count(*) AS n FROM stations WHERE removed = 0");
    long connected = number("SELECT count(*) AS n FROM stations WHERE removed = 0 AND connected");
    return new Counts(
        known,
        connected,
        versions,
        groups(
            "SELECT c.status AS k, count(*) AS n FROM connectors c JOIN stations s ON s.id ="
                + " c.station WHERE s.removed = 0 AND s.connected = 1"
                + " AND (c.connector > 0 OR c.evse > 0) GROUP BY c.status"),
        number("SELECT count(*) AS n FROM transactions WHERE active = 1"),
        groups("SELECT severity AS k, count(*) AS n FROM alarms WHERE open = 1 GROUP BY severity"),
        number("SELECT count(*) AS n FROM commands WHERE status IN ('queued', 'sent')"));
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
