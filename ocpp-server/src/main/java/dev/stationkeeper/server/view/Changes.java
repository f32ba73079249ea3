// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of projections, each prepared once. Used within a transaction only. */
final class Changes {
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Connection connection;

  Changes(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement; the number of rows that it changed. */
  int run(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql);
    ViewDatabase.bind(statement, parameters);
    return statement.executeUpdate();
  }

  /** The number in the first column of the first row, or null when there is none. */
  @Nullable Long number(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql);
    ViewDatabase.bind(statement, parameters);
    try (ResultSet result = statement.executeQuery()) {
      if (!result.next()) {
        return null;
      }
      long number = result.getLong(1);
      return result.wasNull() ? null : number;
    }
  }

  @SuppressWarnings("resource") // closed with the connection
  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /** Forgets what was prepared, for the tables under it change. */
  void clear() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
