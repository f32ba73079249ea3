// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens. Thread-safe; late by what the view lags. */
public final class TokensView {
  private static final String COLUMNS = "SELECT * FROM tokens";

  private final ViewDatabase database;
  private final TokenMemory memory;

  TokensView(ViewDatabase database, TokenMemory memory) {
    this.database = database;
    this.memory = memory;
  }

  /** Tokens by value; upper and lower case are the same. */
  public Page<TokenRow> list(@Nullable String status, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<TokenRow> rows =
        new Filter(COLUMNS, "folded > ?", Cursor.text(cursor, ""))
            .and("status = ?", status)
            .fetch(database, TokensView::token, "folded", bounded);
    return Page.of(rows, bounded, last -> Cursor.of(fold(last.idToken())));
  }

  /** The token of that value; upper and lower case are the same. */
  public Optional<TokenRow> find(String idToken) {
    return memory.find(
        fold(idToken),
        folded -> database.find(TokensView::token, COLUMNS + " WHERE folded = ?", folded));
  }

  /** Tokens are compared without regard to case. */
  static String fold(String idToken) {
    return idToken.toLowerCase(Locale.ROOT);
  }

  private static TokenRow token(Row row) throws SQLException {
    return new TokenRow(
        row.text("id_token"),
        row.text("type"),
        row.text("status"),
        row.instantOrNull("expires_at"),
        row.textOrNull("parent"),
        row.textOrNull("note"),
        row.instant("changed_at"));
  }
}
