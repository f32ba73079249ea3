// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.SystemEvent.StationRegistered;
import dev.stationkeeper.server.log.SystemEvent.StationRemoved;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.ConnectionClosed;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stations and their connectors. */
final class StationsProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(
          ConnectionOpened.class,
          ConnectionClosed.class,
          BootNotified.class,
          RegistrationDecided.class,
          ConnectorStatusReported.class);

  private static final String NEW =
      "INSERT OR IGNORE INTO stations (id, search) VALUES (?1, lower(?1))";

  /** What a search looks at, in one column: most rows are looked at by one that finds little. */
  private static final String SEARCH =
      "UPDATE stations SET search = lower(id || char(10) || coalesce(label, '') || char(10)"
          + " || coalesce(vendor, '') || char(10) || coalesce(model, '') || char(10)"
          + " || coalesce(serial, '') || char(10) || coalesce(firmware, '')) WHERE id = ?";

  /** More are forgotten, which costs a write for each. */
  private static final int REMEMBERED = 100_000;

  /**
   * Almost every event moves it, so it is told to the second, and written once per batch where that
   * has changed.
   */
  private final Map<String, Instant> lastSeen = new HashMap<>();

  /** What is written, of those that have a row. */
  private final Map<String, Instant> written = new HashMap<>();

  @Override
  public String name() {
    return "stations";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public List<String> tables() {
    return List.of("stations", "connectors");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS stations (
          id TEXT PRIMARY KEY, connected INTEGER NOT NULL DEFAULT 0, connection INTEGER,
          version TEXT, registration TEXT, last_seen INTEGER, vendor TEXT, model TEXT,
          serial TEXT, firmware TEXT, label TEXT, password_hash TEXT,
          removed INTEGER NOT NULL DEFAULT 0, search TEXT NOT NULL,
          by_version TEXT AS (coalesce(version, '')),
          by_label TEXT COLLATE NOCASE AS (coalesce(label, '')),
          by_model TEXT COLLATE NOCASE AS (coalesce(vendor, '') || ' ' || coalesce(model, '')),
          by_firmware TEXT COLLATE NOCASE AS (coalesce(firmware, '')),
          by_seen INTEGER AS (coalesce(last_seen, 0))) WITHOUT ROWID\
        """,
        "CREATE INDEX IF NOT EXISTS stations_connected ON stations (connected, id)",
        index("version", "by_version, id, connected", ""),
        index("label", "by_label, id", ""),
        index("model", "by_model, id", ""),
        index("firmware", "by_firmware, id", ""),
        index("seen", "by_seen, id", ""),
        // The one that is asked for most; a station that is connected costs it nothing.
        index("silent", "by_seen, id", " AND connected = 0"),
        index("search", "id, search", ""),
        """
        CREATE TABLE IF NOT EXISTS connectors (
          station TEXT NOT NULL, evse INTEGER NOT NULL, connector INTEGER NOT NULL,
          status TEXT NOT NULL, error_code TEXT, info TEXT, at INTEGER NOT NULL,
          PRIMARY KEY (station, evse, connector)) WITHOUT ROWID\
        """,
        "CREATE INDEX IF NOT EXISTS connectors_status ON connectors (status, station)");
  }

  private static String index(String name, String columns, String condition) {
    return "CREATE INDEX IF NOT EXISTS stations_%s ON stations (%s) WHERE removed = 0%s"
        .formatted(name, columns, condition);
  }

  /** Every event of a station tells that it lives. */
  @Override
  public boolean takes(String type) {
    return true;
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    if (event.ofSystem()) {
      applySystem(event, changes);
      return;
    }
    String id = event.stream();
    lastSeen.put(id, event.at().truncatedTo(ChronoUnit.SECONDS));
    if (!TYPES.contains(event.raw().type())) {
      return;
    }
    switch (event.station()) {
      case ConnectionOpened e -> {
        changes.run(NEW, id);
        changes.run(
            "UPDATE stations SET connected = 1, connection = ?, version = ?, removed = 0"
                + " WHERE id = ?",
            e.connection(),
            e.version(),
            id);
      }
      case ConnectionClosed e ->
          changes.run(
              "UPDATE stations SET connected = 0 WHERE id = ? AND connection = ?",
              id,
              e.connection());
      case BootNotified e -> {
        changes.run(NEW, id);
        changes.run(
            "UPDATE stations SET vendor = ?, model = ?, serial = ?, firmware = ? WHERE id = ?",
            e.vendor(),
            e.model(),
            e.serialNumber(),
            e.firmwareVersion(),
            id);
        changes.run(SEARCH, id);
      }
      case RegistrationDecided e -> {
        changes.run(NEW, id);
        changes.run("UPDATE stations SET registration = ? WHERE id = ?", e.status(), id);
      }
      case ConnectorStatusReported e ->
          changes.run(
              "INSERT OR REPLACE INTO connectors VALUES (?, ?, ?, ?, ?, ?, ?)",
              id,
              e.evse() == null ? -1 : e.evse(),
              e.connector(),
              e.status(),
              e.errorCode(),
              e.info(),
              e.at());
      case null, default -> {
        // tells only that the station lives
      }
    }
  }

  private static void applySystem(ViewEvent event, Changes changes) throws SQLException {
    switch (event.system()) {
      case StationRegistered e -> {
        changes.run(NEW, e.station());
        changes.run(
            "UPDATE stations SET label = ?, password_hash = ?, removed = 0 WHERE id = ?",
            e.label(),
            e.passwordHash(),
            e.station());
        changes.run(SEARCH, e.station());
      }
      case StationRemoved e ->
          changes.run("UPDATE stations SET removed = 1, connected = 0 WHERE id = ?", e.station());
      case null, default -> {
        // not of stations
      }
    }
  }

  @Override
  public void finish(Changes changes) throws SQLException {
    for (Map.Entry<String, Instant> seen : lastSeen.entrySet()) {
      if (!seen.getValue().equals(written.get(seen.getKey()))) {
        seen(seen.getKey(), seen.getValue(), changes);
      }
    }
    lastSeen.clear();
  }

  private void seen(String id, Instant at, Changes changes) throws SQLException {
    if (written.size() >= REMEMBERED) {
      written.clear();
    }
    if (changes.run("UPDATE stations SET last_seen = ? WHERE id = ?", at, id) > 0) {
      written.put(id, at);
    }
  }

  @Override
  public void forget() {
    lastSeen.clear();
    written.clear();
  }
}
