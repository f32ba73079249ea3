// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message trace, bounded to the latest. Thread-safe; late by what the view lags. */
public final class MessagesView {
  private static final String LISTED =
      "SELECT m.* FROM listed l CROSS JOIN messages m ON m.n = l.n";

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
    long behind = Cursor.number(cursor, Long.MAX_VALUE);
    List<MessageRow> rows =
        new Filter(
                "SELECT m.* FROM messages m",
                "m.n > (SELECT up_to FROM listing) AND m.position < ? AND m.station = ?",
                behind,
                station)
            .and("m.action = ?", action)
            .and("m.at >= ?", from)
            .and("m.at < ?", to)
            .fetch(database, MessagesView::message, "m.n DESC", bounded);
    if (rows.size() <= bounded) {
      // What is entered in the list between the two queries is seen by the second, and once.
      long rest = rows.isEmpty() ? behind : rows.getLast().position();
      rows.addAll(
          new Filter(LISTED, "l.position < ? AND l.station = ?", rest, station)
              .and("m.action = ?", action)
              .and("m.at >= ?", from)
              .and("m.at < ?", to)
              .fetch(database, MessagesView::message, "l.position DESC", bounded - rows.size()));
    }
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
