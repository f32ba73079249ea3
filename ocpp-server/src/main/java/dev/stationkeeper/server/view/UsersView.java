// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The users of the API. Thread-safe; late by what the view lags. */
public final class UsersView {
  private final ViewDatabase database;

  UsersView(ViewDatabase database) {
    this.database = database;
  }

  /** All users by name. */
  public List<UserRow> list() {
    return database.query(UsersView::user, "SELECT * FROM users ORDER BY name");
  }

  /** One user. */
  public Optional<UserRow> find(String name) {
    return database.find(UsersView::user, "SELECT * FROM users WHERE name = ?", name);
  }

  private static UserRow user(Row row) throws SQLException {
    return new UserRow(
        row.text("name"), row.text("role"), row.text("password_hash"), row.instant("changed_at"));
  }
}
