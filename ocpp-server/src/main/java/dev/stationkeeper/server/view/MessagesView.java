// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message trace, bounded to the latest. Thread-safe; late by what the view lags. */
public final class MessagesView {
  private final ViewDatabase database;

  MessagesView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * A station's exchanges, the latest first.
   *
   * @param action only this one
   * @param from then or later
   * @param to before
   */
  public Page<MessageRow> list(
      String station,
      @Nullable String action,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String cursor,
      int limit) {
    int bounded = Page.bounded(limit);
    List<MessageRow> rows =
        new Filter("SELECT * FROM messages", "position < ?", Cursor.number(cursor, Long.MAX_VALUE))
            .and("station = ?", station)
            .and("action = ?", action)
            .and("at >= ?", from)
            .and("at < ?", to)
            .fetch(database, MessagesView::message, "position DESC", bounded);
    return Page.of(rows, bounded, last -> Cursor.of(last.position()));
  }

  private static MessageRow message(Row row) throws SQLException {
    return new MessageRow(
        row.number("position"),
        row.text("station"),
        row.instant("at"),
        row.text("direction"),
        row.textOrNull("message_id"),
        row.textOrNull("action"),
        row.jsonOrNull("request"),
        row.jsonOrNull("response"),
        row.textOrNull("error"),
        row.instantOrNull("answered_at"));
  }
}
