// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file of the read models: one writing connection, a few reading ones. Thread-safe.
 *
 * <p>The file is disposable, so it is written without fsync: what a power cut takes is folded from
 * the log again, because every transaction carries the checkpoint that it reached.
 */
class ViewDatabase implements AutoCloseable {
  private static final int READERS = 4;

  /** Page cache; the writer's holds the indices of a large fleet. */
  private static final int WRITER_KIB = 96_000;

  private static final int READER_KIB = 8_000;

  /** Pages that are written again and again reach the file once in so many pages of the journal. */
  private static final int CHECKPOINT_PAGES = 8_000;

  /** Bytes of the journal that stay on disk after a checkpoint. */
  private static final int JOURNAL = 64 << 20;

  private final Connection writer;
  private final Changes changes;
  private final List<Connection> all = new ArrayList<>();
  private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);

  /** Use {@link #open}; for tests that look at the queries. */
  ViewDatabase(Path file) throws SQLException {
    writer = connect(file, false);
    changes = new Changes(writer);
    all.add(writer);
    for (int i = 0; i < READERS; i++) {
      Connection reader = connect(file, true);
      all.add(reader);
      readers.add(reader);
    }
  }

  /** Opens or makes the file. */
  static ViewDatabase open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new ViewDatabase(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of the read models " + file, e);
    } catch (SQLException e) {
      throw new ViewException("cannot open the read models in " + file, e);
    }
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(5_000);
    config.setCacheSize(readOnly ? -READER_KIB : -WRITER_KIB);
    config.setGetGeneratedKeys(false); // a query more with every INSERT
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(JOURNAL));
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    if (readOnly) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA query_only = ON");
      }
    } else {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      }
      connection.setAutoCommit(false);
    }
    return connection;
  }

  /** Every row of a query. Blocks while all readers are busy. */
  <T> List<T> query(Row.Reader<T> reader, String sql, @Nullable Object... parameters) {
    Connection connection = borrow();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        Row row = new Row(result);
        while (result.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new ViewException("cannot read a read model", e);
    } finally {
      readers.add(connection);
    }
  }

  /** The first row of a query. */
  <T> Optional<T> find(Row.Reader<T> reader, String sql, @Nullable Object... parameters) {
    return query(reader, sql, parameters).stream().findFirst();
  }

  /** Does {@code work} in one transaction; all of it or nothing. Waits for a writer before. */
  void write(Work work) throws SQLException {
    synchronized (writer) {
      boolean done = false;
      try {
        work.on(writer, changes);
        writer.commit();
        done = true;
      } finally {
        if (!done) {
          writer.rollback();
        }
      }
    }
  }

  /**
   * Has the tables of a projection ready: makes them, or drops them first when they were made by
   * another version of it.
   */
  void prepare(Projection projection) throws SQLException {
    write(
        (connection, changes) -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "CREATE TABLE IF NOT EXISTS projection (name TEXT PRIMARY KEY,"
                    + " version INTEGER NOT NULL, checkpoint INTEGER NOT NULL)");
            statement.execute(
                "CREATE TABLE IF NOT EXISTS parked (projection TEXT NOT NULL,"
                    + " position INTEGER NOT NULL, reason TEXT NOT NULL,"
                    + " PRIMARY KEY (projection, position))");
          }
        });
    if (!isCurrent(projection)) {
      reset(projection);
    }
  }

  /** True when the tables were made by this version of the projection. */
  boolean isCurrent(Projection projection) {
    return find(
            row -> row.number("version"),
            "SELECT version FROM projection WHERE name = ?",
            projection.name())
        .filter(version -> version == projection.version())
        .isPresent();
  }

  /** Empties a projection and puts its checkpoint at the beginning of the log. */
  void reset(Projection projection) throws SQLException {
    write(
        (connection, changes) -> {
          changes.clear();
          try (Statement statement = connection.createStatement()) {
            for (String table : projection.tables()) {
              statement.execute("DROP TABLE IF EXISTS " + table);
            }
            for (String made : projection.schema()) {
              statement.execute(made);
            }
          }
          changes.run("DELETE FROM parked WHERE projection = ?", projection.name());
          changes.run(
              "INSERT OR REPLACE INTO projection VALUES (?, ?, 0)",
              projection.name(),
              projection.version());
        });
  }

  /** Gives back what deleted rows took; nothing of them is left in the file or its journal. */
  void shrink() throws SQLException {
    synchronized (writer) {
      writer.setAutoCommit(true);
      try (Statement statement = writer.createStatement()) {
        statement.execute("VACUUM");
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      } finally {
        writer.setAutoCommit(false);
      }
    }
  }

  /** Position of the last event that the projection has taken. */
  long checkpoint(Projection projection) {
    return find(
            row -> row.number("checkpoint"),
            "SELECT checkpoint FROM projection WHERE name = ?",
            projection.name())
        .orElse(0L);
  }

  /** Moves the checkpoint, in the transaction of the changes that led there. */
  void moveCheckpoint(Projection projection, long position, Changes changes) throws SQLException {
    changes.run("UPDATE projection SET checkpoint = ? WHERE name = ?", position, projection.name());
  }

  /** Sets the parameters of a statement; times become milliseconds, JSON its text. */
  static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      switch (value) {
        case null -> statement.setObject(i + 1, null);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
        case Instant at -> statement.setLong(i + 1, at.toEpochMilli());
        case JsonView json -> statement.setString(i + 1, json.text());
        default -> throw new IllegalArgumentException("no column type for " + value.getClass());
      }
    }
  }

  private Connection borrow() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return readers.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    synchronized (writer) {
      for (Connection connection : all) {
        try {
          connection.close();
        } catch (SQLException e) {
          throw new ViewException("cannot close the read models", e);
        }
      }
    }
  }

  /** What is done within one transaction. */
  @FunctionalInterface
  interface Work {
    void on(Connection connection, Changes changes) throws SQLException;
  }
}
