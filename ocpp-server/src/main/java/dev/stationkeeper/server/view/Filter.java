// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the WHERE of a query from the filters that were given. */
final class Filter {
  private final StringBuilder sql;
  private final List<Object> parameters = new ArrayList<>();

  /** Starts with the condition that pages the list. */
  Filter(String select, String condition, Object... values) {
    sql = new StringBuilder(select).append(" WHERE ").append(condition);
    parameters.addAll(List.of(values));
  }

  /**
   * Adds one of two conditions, or none. They are spelled out and have no question mark, so that an
   * index over only those rows can be used.
   */
  Filter either(@Nullable Boolean flag, String yes, String no) {
    if (flag != null) {
      sql.append(" AND ").append(flag ? yes : no);
    }
    return this;
  }

  /** Adds {@code condition}, with one question mark, where there is a value for it. */
  Filter and(String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      parameters.add(value);
    }
    return this;
  }

  /** Runs the query for one row more than {@code limit}. */
  <T> List<T> fetch(ViewDatabase database, Row.Reader<T> reader, String order, int limit) {
    parameters.add(limit + 1);
    return database.query(
        reader, sql + " ORDER BY " + order + " LIMIT ?", parameters.toArray(Object[]::new));
  }
}
