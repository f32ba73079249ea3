// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands and what became of them. Thread-safe; late by what the view lags. */
public final class CommandsView {
  private static final String COLUMNS = "SELECT * FROM commands";

  private final ViewDatabase database;

  CommandsView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * Commands, the latest first.
   *
   * @param status only those in this state, as {@link CommandRow#status} spells it
   */
  public Page<CommandRow> list(
      @Nullable String station, @Nullable String status, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<Keyed> rows =
        new Filter(COLUMNS, "position < ?", Cursor.number(cursor, Long.MAX_VALUE))
            .and("station = ?", station)
            .and("status = ?", status)
            .fetch(
                database,
                row -> new Keyed(row.number("position"), command(row)),
                "position DESC",
                bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.position()));
    return new Page<>(page.items().stream().map(Keyed::row).toList(), page.next());
  }

  /** One command of a station. */
  public Optional<CommandRow> find(String station, String id) {
    return database.find(
        CommandsView::command, COLUMNS + " WHERE id = ? AND station = ?", id, station);
  }

  private static CommandRow command(Row row) throws SQLException {
    return new CommandRow(
        row.text("id"),
        row.text("station"),
        row.text("action"),
        JsonView.ofVerified(row.text("payload")),
        row.text("status"),
        row.jsonOrNull("response"),
        row.text("by"),
        row.instant("queued_at"),
        row.instantOrNull("sent_at"),
        row.instantOrNull("ended_at"),
        row.instant("expires_at"));
  }

  private record Keyed(long position, CommandRow row) {}
}
