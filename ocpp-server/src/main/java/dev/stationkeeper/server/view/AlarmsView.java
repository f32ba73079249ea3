// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alarms. Thread-safe; late by what the view lags. */
public final class AlarmsView {
  private static final String COLUMNS = "SELECT * FROM alarms";

  private final ViewDatabase database;

  AlarmsView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * Alarms, the latest raised first.
   *
   * @param open only those that are, or are not, open; null for all
   */
  public Page<AlarmRow> list(
      @Nullable Boolean open, @Nullable String station, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<Keyed> rows =
        new Filter(COLUMNS, "position < ?", Cursor.number(cursor, Long.MAX_VALUE))
            .either(open, "open = 1", "open = 0")
            .and("station = ?", station)
            .fetch(
                database,
                row -> new Keyed(row.number("position"), alarm(row)),
                "position DESC",
                bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.position()));
    return new Page<>(page.items().stream().map(Keyed::row).toList(), page.next());
  }

  /** The alarm of that id, the latest when there were several. */
  public Optional<AlarmRow> find(String id) {
    return database.find(
        AlarmsView::alarm, COLUMNS + " WHERE id = ? ORDER BY position DESC LIMIT 1", id);
  }

  private static AlarmRow alarm(Row row) throws SQLException {
    return new AlarmRow(
        row.text("id"),
        row.text("kind"),
        row.text("severity"),
        row.textOrNull("station"),
        row.text("text"),
        row.flag("open"),
        row.instant("raised_at"),
        row.instantOrNull("cleared_at"),
        row.instantOrNull("acknowledged_at"),
        row.textOrNull("acknowledged_by"));
  }

  private record Keyed(long position, AlarmRow row) {}
}
