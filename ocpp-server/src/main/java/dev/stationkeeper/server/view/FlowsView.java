// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The flows, and what is read from them. Thread-safe; late by what the view lags. */
public final class FlowsView {
  private final ViewDatabase database;

  FlowsView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * A station's flows, the latest first.
   *
   * @param kind only of this kind
   */
  public Page<FlowRow> list(
      String station, @Nullable String kind, @Nullable String cursor, int limit) {
    return page(station, kind, cursor, limit, row -> row);
  }

  /** A station's reservations, the latest first. */
  public Page<ReservationRow> reservations(String station, @Nullable String cursor, int limit) {
    return page(station, "reservation", cursor, limit, ReservationRow::of);
  }

  private <T> Page<T> page(
      String station,
      @Nullable String kind,
      @Nullable String cursor,
      int limit,
      Function<FlowRow, T> as) {
    int bounded = Page.bounded(limit);
    List<Keyed> rows =
        new Filter("SELECT * FROM flows", "position < ?", Cursor.number(cursor, Long.MAX_VALUE))
            .and("station = ?", station)
            .and("kind = ?", kind)
            .fetch(
                database,
                row -> new Keyed(row.number("position"), flow(row)),
                "position DESC",
                bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.position()));
    return new Page<>(page.items().stream().map(Keyed::row).map(as).toList(), page.next());
  }

  private static FlowRow flow(Row row) throws SQLException {
    return new FlowRow(
        row.text("id"),
        row.text("kind"),
        row.text("step"),
        row.textOrNull("outcome"),
        row.instant("started_at"),
        row.instantOrNull("ended_at"),
        row.instant("deadline"),
        row.textOrNull("command_id"),
        row.intOrNull("request_id"),
        JsonView.ofVerified(row.text("attributes")),
        row.jsonOrNull("result"));
  }

  private record Keyed(long position, FlowRow row) {}
}
