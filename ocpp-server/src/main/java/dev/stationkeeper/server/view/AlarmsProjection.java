// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.SystemEvent.AlarmAcknowledged;
import dev.stationkeeper.server.log.SystemEvent.AlarmCleared;
import dev.stationkeeper.server.log.SystemEvent.AlarmRaised;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Alarms. One that is raised while it is open stays the alarm that it is, with the newest text. Of
 * those of one id that are over the last {@value #KEPT} stay.
 */
final class AlarmsProjection implements Projection {
  private static final int KEPT = 20;
  private static final Set<String> TYPES =
      EventTypes.of(AlarmRaised.class, AlarmCleared.class, AlarmAcknowledged.class);

  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public List<String> tables() {
    return List.of("alarms");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS alarms (
          position INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
          severity TEXT NOT NULL, station TEXT, text TEXT NOT NULL, open INTEGER NOT NULL,
          raised_at INTEGER NOT NULL, cleared_at INTEGER, acknowledged_at INTEGER,
          acknowledged_by TEXT)\
        """,
        "CREATE UNIQUE INDEX IF NOT EXISTS alarms_once ON alarms (id) WHERE open = 1",
        "CREATE INDEX IF NOT EXISTS alarms_id ON alarms (id, position)",
        "CREATE INDEX IF NOT EXISTS alarms_station ON alarms (station, position)",
        "CREATE INDEX IF NOT EXISTS alarms_open ON alarms (position) WHERE open = 1");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    switch (event.system()) {
      case AlarmRaised e -> {
        changes.run(
            "UPDATE alarms SET text = ?, severity = ? WHERE id = ? AND open = 1",
            e.text(),
            e.severity(),
            e.alarmId());
        changes.run(
            "DELETE FROM alarms WHERE id = ? AND open = 0 AND position NOT IN (SELECT position"
                + " FROM alarms WHERE id = ? AND open = 0 ORDER BY position DESC LIMIT ?)",
            e.alarmId(),
            e.alarmId(),
            KEPT);
        changes.run(
            "INSERT OR IGNORE INTO alarms (position, id, kind, severity, station, text, open,"
                + " raised_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
            event.position(),
            e.alarmId(),
            e.kind(),
            e.severity(),
            e.station(),
            e.text(),
            event.at());
      }
      case AlarmCleared e ->
          changes.run(
              "UPDATE alarms SET open = 0, cleared_at = ? WHERE id = ? AND open = 1",
              event.at(),
              e.alarmId());
      case AlarmAcknowledged e ->
          changes.run(
              "UPDATE alarms SET acknowledged_at = ?, acknowledged_by = ?"
                  + " WHERE acknowledged_at IS NULL AND position ="
                  + " (SELECT max(position) FROM alarms WHERE id = ?)",
              event.at(),
              event.raw().cause().decidedBy(),
              e.alarmId());
      case null, default -> {
        // no alarm
      }
    }
  }
}
