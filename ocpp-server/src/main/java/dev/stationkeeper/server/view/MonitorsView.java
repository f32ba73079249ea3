// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The monitors. Thread-safe; late by what the view lags. */
public final class MonitorsView {
  private final ViewDatabase database;

  MonitorsView(ViewDatabase database) {
    this.database = database;
  }

  /** A station's monitors by their numbers. */
  public Page<MonitorRow> list(String station, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<MonitorRow> rows =
        new Filter("SELECT * FROM monitors", "id > ?", Cursor.number(cursor, -1))
            .and("station = ?", station)
            .fetch(database, MonitorsView::monitor, "id", bounded);
    return Page.of(rows, bounded, last -> Cursor.of(last.id()));
  }

  private static MonitorRow monitor(Row row) throws SQLException {
    return new MonitorRow(
        (int) row.number("id"),
        row.text("component"),
        row.textOrNull("component_instance"),
        row.intOrNull("evse"),
        row.intOrNull("connector"),
        row.text("variable"),
        row.textOrNull("variable_instance"),
        row.text("type"),
        new BigDecimal(row.text("value")),
        (int) row.number("severity"),
        row.flag("in_transaction"),
        row.textOrNull("origin"),
        row.flag("old"),
        row.instant("at"));
  }
}
