// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what. Thread-safe; late by what the view lags. */
public final class AuditView {
  private final ViewDatabase database;

  AuditView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * What was done, the latest first.
   *
   * @param by only by this user or handler
   * @param people only logins and requests to the API, or only the rest
   * @param from then or later
   * @param to before
   */
  public Page<AuditRow> list(
      @Nullable String by,
      @Nullable Boolean people,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String cursor,
      int limit) {
    int bounded = Page.bounded(limit);
    Cursor.Pair behind = Cursor.pair(cursor, Cursor.Pair.LAST);
    List<AuditRow> rows =
        new Filter("SELECT * FROM audit", "(at, position) < (?, ?)", behind.key(), behind.second())
            .and("who = ?", by)
            .either(people, "address IS NOT NULL", "address IS NULL")
            .and("at >= ?", from)
            .and("at < ?", to)
            .fetch(database, AuditView::row, "at DESC, position DESC", bounded);
    return Page.of(rows, bounded, last -> Cursor.of(last.at().toEpochMilli(), last.position()));
  }

  private static AuditRow row(Row row) throws SQLException {
    return new AuditRow(
        row.number("position"),
        row.instant("at"),
        row.textOrNull("who"),
        row.text("what"),
        row.textOrNull("subject"),
        row.textOrNull("outcome"),
        row.textOrNull("address"));
  }
}
