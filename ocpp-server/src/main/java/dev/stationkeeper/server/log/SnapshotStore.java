// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The latest snapshot of every stream, in a SQLite file that can be deleted at any time. Written
 * without fsync: every row carries a checksum, and one that a power cut has spoilt is passed over.
 * Thread-safe.
 */
public final class SnapshotStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

  /** Raised when the tables change; older ones are then dropped. */
  private static final int LAYOUT = 4;

  /** Snapshots that {@link #forEach} hands over at once. */
  private static final int STEP = 1_000;

  private static final String COLUMNS =
      "SELECT stream, sequence, position, version, connection, state, crc FROM snapshot";

  private final Connection connection;

  private SnapshotStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * How far the snapshots reach: every stream that had an event up to {@code position} has one that
   * is as new.
   *
   * @param number the highest 1.6 transaction id that was seen up to there
   */
  public record Checkpoint(long position, int number) {
    /** Before the first event. */
    public static final Checkpoint NONE = new Checkpoint(0, 0);
  }

  /** Opens or makes the file; one that is no store of this layout is made anew. */
  public static SnapshotStore open(Path file) throws SQLException {
    try {
      return new SnapshotStore(connect(file));
    } catch (SQLException e) {
      LOG.warn("The snapshots in {} cannot be read and are made anew: {}", file, e.getMessage());
      delete(file);
      return new SnapshotStore(connect(file));
    }
  }

  /** All snapshots, the system's too, in a file that may be in use; it is not changed. */
  public static Map<String, Snapshot> read(Path file) throws SQLException {
    try (SnapshotStore store = new SnapshotStore(connect(file))) {
      Map<String, Snapshot> all = store.all();
      store.find(SystemLog.STREAM).ifPresent(system -> all.put(SystemLog.STREAM, system));
      return all;
    }
  }

  private static void delete(Path file) throws SQLException {
    try {
      for (String end : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
      }
    } catch (IOException e) {
      throw new SQLException("cannot delete the snapshots in " + file, e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(5_000);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    boolean ready = false;
    try (Statement statement = connection.createStatement()) {
      int layout;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        layout = row.next() ? row.getInt(1) : 0;
      }
      if (layout != LAYOUT) {
        statement.execute("DROP TABLE IF EXISTS snapshot");
        statement.execute("DROP TABLE IF EXISTS checkpoint");
        statement.execute(
            "CREATE TABLE snapshot (stream TEXT PRIMARY KEY, sequence INTEGER NOT NULL,"
                + " position INTEGER NOT NULL, version INTEGER NOT NULL,"
                + " connection INTEGER NOT NULL, crc INTEGER NOT NULL, state TEXT NOT NULL)");
        // What a start reads of every stream, without the states between.
        statement.execute("CREATE INDEX snapshot_head ON snapshot (stream, sequence, connection)");
        statement.execute(
            "CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1),"
                + " position INTEGER NOT NULL, number INTEGER NOT NULL)");
        statement.execute("PRAGMA user_version = " + LAYOUT);
      }
      connection.setAutoCommit(false);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** Keeps the snapshots in place of older ones of the same streams. */
  public synchronized void save(List<Snapshot> snapshots) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (Snapshot snapshot : snapshots) {
        statement.setString(1, snapshot.stream());
        statement.setLong(2, snapshot.sequence());
        statement.setLong(3, snapshot.position());
        statement.setInt(4, snapshot.version());
        statement.setLong(5, snapshot.connection());
        statement.setLong(6, checksum(snapshot));
        statement.setString(7, snapshot.state());
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

  /** Moves the checkpoint; after the snapshots that it stands for. */
  public synchronized void save(Checkpoint checkpoint) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?)")) {
      statement.setLong(1, checkpoint.position());
      statement.setInt(2, checkpoint.number());
      statement.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  /** The checkpoint; {@link Checkpoint#NONE} when there is none. */
  public synchronized Checkpoint checkpoint() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT position, number FROM checkpoint")) {
      return row.next() ? new Checkpoint(row.getLong(1), row.getInt(2)) : Checkpoint.NONE;
    }
  }

  /** The snapshot of a stream. */
  public synchronized Optional<Snapshot> find(String stream) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " WHERE stream = ?")) {
      statement.setString(1, stream);
      List<Snapshot> found = new ArrayList<>();
      read(statement, found::addAll);
      return found.stream().findFirst();
    }
  }

  /** All snapshots of stations by stream. */
  public Map<String, Snapshot> all() throws SQLException {
    Map<String, Snapshot> all = new HashMap<>();
    forEach(some -> some.forEach(snapshot -> all.put(snapshot.stream(), snapshot)));
    return all;
  }

  /** Hands over every snapshot of a station, about a thousand at once, on the calling thread. */
  public synchronized void forEach(Consumer<List<Snapshot>> to) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + " WHERE stream <> ?")) {
      statement.setString(1, SystemLog.STREAM);
      read(statement, to);
    }
  }

  /**
   * What can be told of a snapshot without its state.
   *
   * @param sequence of the last event in it
   * @param connection number of the last connection
   */
  public record Head(long sequence, long connection) {}

  /** The heads of all snapshots by stream, the system's too; no state is read. */
  public synchronized Map<String, Head> heads() throws SQLException {
    Map<String, Head> heads = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT stream, sequence, connection FROM snapshot")) {
      while (row.next()) {
        heads.put(row.getString(1), new Head(row.getLong(2), row.getLong(3)));
      }
    }
    return heads;
  }

  /** Forgets every snapshot and the checkpoint; nothing of them is left in the file. */
  public synchronized void clear() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM snapshot");
      statement.execute("DELETE FROM checkpoint");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      connection.setAutoCommit(false);
    }
  }

  private static void read(PreparedStatement statement, Consumer<List<Snapshot>> to)
      throws SQLException {
    List<Snapshot> some = new ArrayList<>(STEP);
    int spoilt = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Snapshot snapshot =
            new Snapshot(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getLong(5),
                row.getString(6));
        if (row.getLong(7) != checksum(snapshot)) {
          spoilt++;
          continue;
        }
        some.add(snapshot);
        if (some.size() == STEP) {
          to.accept(some);
          some = new ArrayList<>(STEP);
        }
      }
    }
    to.accept(some);
    if (spoilt > 0) {
      LOG.warn("{} snapshots are damaged and passed over", spoilt);
    }
  }

  private static long checksum(Snapshot snapshot) {
    CRC32C crc = new CRC32C();
    crc.update(
        (snapshot.stream()
                + "|"
                + snapshot.sequence()
                + "|"
                + snapshot.position()
                + "|"
                + snapshot.version()
                + "|"
                + snapshot.connection()
                + "|")
            .getBytes(StandardCharsets.UTF_8));
    crc.update(snapshot.state().getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
