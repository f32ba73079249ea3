// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The device models. Thread-safe; late by what the view lags. */
public final class VariablesView {
  private final ViewDatabase database;

  VariablesView(ViewDatabase database) {
    this.database = database;
  }

  /**
   * A station's variables, in the order in which they became known.
   *
   * @param component only of components with this name, whatever its case
   * @param variable only variables with this name, whatever its case
   */
  public Page<VariableRow> list(
      String station,
      @Nullable String component,
      @Nullable String variable,
      @Nullable String cursor,
      int limit) {
    int bounded = Page.bounded(limit);
    List<Keyed> rows =
        new Filter("SELECT * FROM variables", "id > ?", Cursor.number(cursor, 0))
            .and("station = ?", station)
            .and("component = ?", component)
            .and("variable = ?", variable)
            .fetch(database, row -> new Keyed(row.number("id"), variable(row)), "id", bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.id()));
    return new Page<>(page.items().stream().map(Keyed::row).toList(), page.next());
  }

  private static VariableRow variable(Row row) throws SQLException {
    return new VariableRow(
        row.text("component"),
        orNull(row.text("component_instance")),
        orNull(row.number("evse")),
        orNull(row.number("connector")),
        row.text("variable"),
        orNull(row.text("variable_instance")),
        row.text("attribute"),
        row.textOrNull("value"),
        row.textOrNull("mutability"),
        row.jsonOrNull("characteristics"),
        row.text("source"),
        row.instant("at"));
  }

  private static @Nullable String orNull(String instance) {
    return instance.isEmpty() ? null : instance;
  }

  private static @Nullable Integer orNull(long number) {
    return number < 0 ? null : (Integer) (int) number;
  }

  private record Keyed(long id, VariableRow row) {}
}
