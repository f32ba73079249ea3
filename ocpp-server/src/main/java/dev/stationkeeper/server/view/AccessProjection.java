// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.SystemEvent.TokenPut;
import dev.stationkeeper.server.log.SystemEvent.TokenRemoved;
import dev.stationkeeper.server.log.SystemEvent.UserPut;
import dev.stationkeeper.server.log.SystemEvent.UserRemoved;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Tokens and users: who may charge, and who may use the API. */
final class AccessProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(TokenPut.class, TokenRemoved.class, UserPut.class, UserRemoved.class);

  private final TokenMemory tokens = new TokenMemory();
  private boolean changed;

  /** What is remembered of the tokens here, and forgotten when they change. */
  TokenMemory tokens() {
    return tokens;
  }

  @Override
  public String name() {
    return "access";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<String> tables() {
    return List.of("tokens", "users");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS tokens (
          folded TEXT PRIMARY KEY, id_token TEXT NOT NULL, type TEXT NOT NULL,
          status TEXT NOT NULL, expires_at INTEGER, parent TEXT, note TEXT,
          changed_at INTEGER NOT NULL) WITHOUT ROWID\
        """,
        "CREATE INDEX IF NOT EXISTS tokens_status ON tokens (status, folded)",
        """
        CREATE TABLE IF NOT EXISTS users (
          name TEXT PRIMARY KEY, role TEXT NOT NULL, password_hash TEXT NOT NULL,
          changed_at INTEGER NOT NULL) WITHOUT ROWID\
        """);
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void committed() {
    if (changed) {
      changed = false;
      tokens.forget();
    }
  }

  @Override
  public void forget() {
    tokens.forget();
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    changed = true;
    switch (event.system()) {
      case TokenPut e ->
          changes.run(
              "INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              TokensView.fold(e.idToken()),
              e.idToken(),
              e.type(),
              e.status(),
              e.expiresAt(),
              e.group(),
              e.note(),
              event.at());
      case TokenRemoved e ->
          changes.run("DELETE FROM tokens WHERE folded = ?", TokensView.fold(e.idToken()));
      case UserPut e ->
          changes.run(
              "INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?)",
              e.name(),
              e.role(),
              e.passwordHash(),
              event.at());
      case UserRemoved e -> changes.run("DELETE FROM users WHERE name = ?", e.name());
      case null, default -> {
        // not of access
      }
    }
  }
}
