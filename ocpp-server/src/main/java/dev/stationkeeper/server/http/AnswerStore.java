// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Which POSTs with an {@code Idempotency-Key} were begun, and how they were answered, in a SQLite
 * file with fsync. Bounded by number and age; bodies are kept as their hash only. Thread-safe.
 */
public final class AnswerStore implements AutoCloseable {
  /** A key is good for so long. */
  private static final Duration KEPT = Duration.ofHours(24);

  private final Connection connection;
  private final int capacity;
  private final InstantSource clock;

  private AnswerStore(Connection connection, int capacity, InstantSource clock) {
    this.connection = connection;
    this.capacity = capacity;
    this.clock = clock;
  }

  /** Opens or makes the file; the latest {@code capacity} requests are kept. */
  public static AnswerStore open(Path file, int capacity, InstantSource clock) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS request (n INTEGER PRIMARY KEY AUTOINCREMENT,"
                + " key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, body_hash TEXT NOT NULL,"
                + " id TEXT NOT NULL, status INTEGER, answer TEXT)");
      }
      return new AnswerStore(connection, capacity, clock);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open the answers in " + file, e);
    }
  }

  /**
   * Copies the file, also while a server writes it; replaces a copy that is there.
   *
   * @throws IOException when it cannot be read or copied
   */
  public static void copy(Path from, Path to) throws IOException {
    Path fresh = to.resolveSibling(to.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (Connection connection =
            new SQLiteConfig().createConnection("jdbc:sqlite:" + from.toAbsolutePath());
        PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, fresh.toAbsolutePath().toString());
      statement.execute();
    } catch (SQLException e) {
      throw new IOException("cannot copy the answers in " + from + ": " + e.getMessage(), e);
    }
    Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * A request that was begun.
   *
   * @param id for what the request makes, the same in every repetition
   * @param status of its answer; null when the server died before there was one
   * @param answer its JSON; null for none, and for one that had a secret
   */
  record Begun(String bodyHash, String id, @Nullable Integer status, @Nullable String answer) {}

  /** The request that was begun with this key before, if it was. */
  synchronized Optional<Begun> find(Idempotency.Key key) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT body_hash, id, status, answer FROM request WHERE key = ? AND at > ?")) {
      statement.setString(1, text(key));
      statement.setLong(2, clock.instant().minus(KEPT).toEpochMilli());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        int status = row.getInt(3);
        @Nullable Integer known = row.wasNull() ? null : status;
        return Optional.of(new Begun(row.getString(1), row.getString(2), known, row.getString(4)));
      }
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Notes that the request begins: on disk when this returns. */
  synchronized Begun begin(Idempotency.Key key, String body) {
    Begun begun = new Begun(hash(body), UUID.randomUUID().toString(), null, null);
    long now = clock.millis();
    try (PreparedStatement old =
            connection.prepareStatement(
                "DELETE FROM request WHERE at <= ? OR key = ?"
                    + " OR n <= (SELECT max(n) FROM request) - ?");
        PreparedStatement fresh =
            connection.prepareStatement(
                "INSERT INTO request (key, at, body_hash, id) VALUES (?, ?, ?, ?)")) {
      old.setLong(1, now - KEPT.toMillis());
      old.setString(2, text(key));
      old.setInt(3, capacity - 1);
      old.executeUpdate();
      fresh.setString(1, text(key));
      fresh.setLong(2, now);
      fresh.setString(3, begun.bodyHash());
      fresh.setString(4, begun.id());
      fresh.executeUpdate();
      return begun;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Notes the answer. */
  synchronized void end(Idempotency.Key key, int status, @Nullable String answer) {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE request SET status = ?, answer = ? WHERE key = ?")) {
      statement.setInt(1, status);
      statement.setString(2, answer);
      statement.setString(3, text(key));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  static String hash(String body) {
    return Secrets.hash(body);
  }

  /** A key may have any character, a path and a user's name have no line break. */
  private static String text(Idempotency.Key key) {
    return key.principal() + "\n" + key.path() + "\n" + key.key();
  }

  private static ApiException unavailable(SQLException e) {
    return ApiException.unavailable(
        "The Idempotency-Key could not be kept, so nothing was done: " + e.getMessage());
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the answers", e);
    }
  }
}
