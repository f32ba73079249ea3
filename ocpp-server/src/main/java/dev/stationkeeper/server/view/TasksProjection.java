// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.SystemEvent.TaskStarted;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Commands to many stations, and what became of each. */
final class TasksProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(TaskStarted.class, CommandQueued.class, CommandSent.class, CommandEnded.class);

  private static final String STATUS = "UPDATE task_stations SET status = ? WHERE command = ?";

  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<String> tables() {
    return List.of("tasks", "task_stations");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS tasks (
          position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action TEXT NOT NULL,
          payload TEXT NOT NULL, note TEXT, "by" TEXT NOT NULL, started_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL, stations INTEGER NOT NULL)\
        """,
        """
        CREATE TABLE IF NOT EXISTS task_stations (
          task TEXT NOT NULL, n INTEGER NOT NULL, station TEXT NOT NULL,
          command TEXT NOT NULL UNIQUE, status TEXT NOT NULL, refusal TEXT, response TEXT,
          ended_at INTEGER, PRIMARY KEY (task, n)) WITHOUT ROWID\
        """,
        "CREATE INDEX IF NOT EXISTS task_stations_status ON task_stations (task, status)");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    if (event.system() instanceof TaskStarted task) {
      started(event, task, changes);
      return;
    }
    switch (event.station()) {
      case CommandQueued e -> changes.run(STATUS, "queued", e.commandId());
      case CommandSent e -> changes.run(STATUS, "sent", e.commandId());
      case CommandEnded e ->
          changes.run(
              "UPDATE task_stations SET status = ?, response = ?, ended_at = ? WHERE command = ?",
              CommandsProjection.wireName(e.status()),
              e.response(),
              event.at(),
              e.commandId());
      case null, default -> {
        // not of tasks
      }
    }
  }

  private static void started(ViewEvent event, TaskStarted task, Changes changes)
      throws SQLException {
    changes.run(
        "INSERT OR IGNORE INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.position(),
        task.taskId(),
        task.action(),
        task.payload(),
        task.note(),
        String.valueOf(event.raw().cause().decidedBy()),
        event.at(),
        task.expiresAt(),
        task.stations().size());
    for (int n = 0; n < task.stations().size(); n++) {
      String station = task.stations().get(n);
      String refusal = task.refused().get(station);
      changes.run(
          "INSERT OR IGNORE INTO task_stations (task, n, station, command, status, refusal)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          task.taskId(),
          n,
          station,
          TaskStarted.commandId(task.taskId(), n),
          refusal == null ? "waiting" : "refused",
          refusal);
    }
  }
}
