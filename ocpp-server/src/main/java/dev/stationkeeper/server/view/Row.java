// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the columns of the present row of a result, with null where the column is null. */
final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  String text(String column) throws SQLException {
    String value = result.getString(column);
    if (value == null) {
      throw new SQLException("null in column " + column);
    }
    return value;
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  long number(String column) throws SQLException {
    return result.getLong(column);
  }

  @Nullable Long numberOrNull(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? null : value;
  }

  @Nullable Integer intOrNull(String column) throws SQLException {
    int value = result.getInt(column);
    return result.wasNull() ? null : value;
  }

  boolean flag(String column) throws SQLException {
    return result.getInt(column) != 0;
  }

  Instant instant(String column) throws SQLException {
    return Instant.ofEpochMilli(result.getLong(column));
  }

  @Nullable Instant instantOrNull(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? null : Instant.ofEpochMilli(value);
  }

  @Nullable JsonView jsonOrNull(String column) throws SQLException {
    String value = result.getString(column);
    return value == null ? null : JsonView.ofVerified(value);
  }

  /** Makes an item of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }
}
