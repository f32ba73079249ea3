// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * The latest snapshot of every stream, in a SQLite file that can be deleted at any time.
 * Thread-safe.
 */
public final class SnapshotStore implements AutoCloseable {
  private static final String COLUMNS =
      "SELECT stream, sequence, position, version, state FROM snapshot";

  private final Connection connection;

  private SnapshotStore(Connection connection) {
    this.connection = connection;
  }

  /** Opens or makes the file. */
  public static SnapshotStore open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS snapshot (stream TEXT PRIMARY KEY,"
              + " sequence INTEGER NOT NULL, position INTEGER NOT NULL,"
              + " version INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID");
    }
    connection.setAutoCommit(false);
    return new SnapshotStore(connection);
  }

  /** Keeps the snapshots in place of older ones of the same streams. */
  public synchronized void save(List<Snapshot> snapshots) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?)")) {
      for (Snapshot snapshot : snapshots) {
        statement.setString(1, snapshot.stream());
        statement.setLong(2, snapshot.sequence());
        statement.setLong(3, snapshot.position());
        statement.setInt(4, snapshot.version());
        statement.setString(5, snapshot.state());
        statement.addBatch();
      }
      int[] saved = statement.executeBatch();
      if (saved.length != snapshots.size()) {
        throw new SQLException("only " + saved.length + " snapshots of " + snapshots.size());
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  /** The snapshot of a stream. */
  public synchronized Optional<Snapshot> find(String stream) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " WHERE stream = ?")) {
      statement.setString(1, stream);
      return read(statement).stream().findFirst();
    }
  }

  /** All snapshots by stream. */
  public synchronized Map<String, Snapshot> all() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      Map<String, Snapshot> all = new HashMap<>();
      for (Snapshot snapshot : read(statement)) {
        all.put(snapshot.stream(), snapshot);
      }
      return all;
    }
  }

  /** Forgets every snapshot. */
  public synchronized void clear() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM snapshot");
    }
    connection.commit();
  }

  private static List<Snapshot> read(PreparedStatement statement) throws SQLException {
    List<Snapshot> snapshots = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        snapshots.add(
            new Snapshot(
                row.getString(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getString(5)));
      }
    }
    return snapshots;
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
