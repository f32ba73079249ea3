// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands to many stations. Thread-safe; late by what the view lags. */
public final class TasksView {
  private static final String COLUMNS = "SELECT * FROM tasks";

  private final ViewDatabase database;

  TasksView(ViewDatabase database) {
    this.database = database;
  }

  /** Tasks, the latest first. */
  public Page<TaskRow> list(@Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<Keyed> rows =
        new Filter(COLUMNS, "position < ?", Cursor.number(cursor, Long.MAX_VALUE))
            .fetch(
                database,
                row -> new Keyed(row.number("position"), task(row)),
                "position DESC",
                bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.position()));
    return new Page<>(
        page.items().stream().map(keyed -> counted(keyed.row())).toList(), page.next());
  }

  /** One task. */
  public Optional<TaskRow> find(String id) {
    return database.find(TasksView::task, COLUMNS + " WHERE id = ?", id).map(this::counted);
  }

  /** What became of a task, in the order of its stations. */
  public Page<TaskStationRow> stations(
      String task, @Nullable String status, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<KeyedStation> rows =
        new Filter("SELECT * FROM task_stations", "n > ?", Cursor.number(cursor, -1))
            .and("task = ?", task)
            .and("status = ?", status)
            .fetch(database, row -> new KeyedStation(row.number("n"), station(row)), "n", bounded);
    Page<KeyedStation> page = Page.of(rows, bounded, last -> Cursor.of(last.n()));
    return new Page<>(page.items().stream().map(KeyedStation::row).toList(), page.next());
  }

  /** A command of a task that has not been queued. */
  public record Unqueued(
      String station,
      String commandId,
      String action,
      JsonView payload,
      Instant expiresAt,
      String by) {}

  /**
   * What tasks of the log up to {@code position} still have to queue, the oldest first.
   *
   * @param limit at most so many
   */
  public List<Unqueued> unqueued(long position, Instant now, int limit) {
    return database.query(
        row ->
            new Unqueued(
                row.text("station"),
                row.text("command"),
                row.text("action"),
                JsonView.ofVerified(row.text("payload")),
                row.instant("expires_at"),
                row.text("by")),
        "SELECT s.station, s.command, t.action, t.payload, t.expires_at, t.\"by\" FROM tasks t JOIN"
            + " task_stations s ON s.task = t.id WHERE t.position <= ? AND t.expires_at > ? AND"
            + " s.status = 'waiting' ORDER BY t.position, s.n LIMIT ?",
        position,
        now,
        limit);
  }

  private TaskRow counted(TaskRow task) {
    Map<String, Integer> counts = new HashMap<>();
    database
        .query(
            row -> Map.entry(row.text("status"), (int) row.number("n")),
            "SELECT status, count(*) AS n FROM task_stations WHERE task = ? GROUP BY status",
            task.id())
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return new TaskRow(
        task.id(),
        task.action(),
        task.payload(),
        task.note(),
        task.by(),
        task.startedAt(),
        task.expiresAt(),
        task.stations(),
        counts);
  }

  private static TaskRow task(Row row) throws SQLException {
    return new TaskRow(
        row.text("id"),
        row.text("action"),
        JsonView.ofVerified(row.text("payload")),
        row.textOrNull("note"),
        row.text("by"),
        row.instant("started_at"),
        row.instant("expires_at"),
        (int) row.number("stations"),
        Map.of());
  }

  private static TaskStationRow station(Row row) throws SQLException {
    return new TaskStationRow(
        row.text("station"),
        row.text("command"),
        row.text("status"),
        row.textOrNull("refusal"),
        row.jsonOrNull("response"),
        row.instantOrNull("ended_at"));
  }

  private record Keyed(long position, TaskRow row) {}

  private record KeyedStation(long n, TaskStationRow row) {}
}
