// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.station.event.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Proves that read models equal the fold of the log: folds each of them again, beside, up to where
 * a copy of the present ones has come, and compares every row of every table.
 */
public final class ViewVerifier {
  private static final int STEP = 5_000;

  private final SegmentedLog log;
  private final List<Projection> projections = Views.projections(TraceBounds.DEFAULT);

  /** Verifies against {@code log}. */
  public ViewVerifier(SegmentedLog log) {
    this.log = log;
  }

  /**
   * Compares. The read models may be in use meanwhile. Blocks.
   *
   * @param file of the read models
   * @param scratch a folder in which files are made and deleted
   * @return what is wrong, in words; empty when nothing is
   */
  public List<String> verify(Path file, Path scratch) throws IOException {
    List<String> findings = new ArrayList<>(verifyOne(file, scratch));
    Path trace = Views.traceBeside(file);
    if (Files.exists(trace)) {
      findings.addAll(verifyOne(trace, scratch));
    }
    return findings;
  }

  /** A file has some of the read models; of the others it knows no version. */
  private List<String> verifyOne(Path file, Path scratch) throws IOException {
    Path live = scratch.resolve("views-live.db");
    Path fresh = scratch.resolve("views-fresh.db");
    try {
      delete(live);
      delete(fresh);
      copy(file, live);
      List<String> findings = new ArrayList<>();
      TreeMap<Long, List<Projection>> folded = new TreeMap<>();
      try (ViewDatabase database = ViewDatabase.open(live)) {
        for (Projection projection : projections) {
          long checkpoint = database.checkpoint(projection);
          if (checkpoint > log.position()) {
            findings.add("read model " + projection.name() + " is ahead of the log");
          } else if (database.isCurrent(projection)) {
            folded.computeIfAbsent(checkpoint, c -> new ArrayList<>()).add(projection);
          }
        }
      }
      try (ViewDatabase database = ViewDatabase.open(fresh)) {
        for (var group : folded.entrySet()) {
          fold(database, group.getValue(), group.getKey());
        }
      }
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + fresh);
          Statement statement = connection.createStatement()) {
        statement.execute("ATTACH '" + quoted(live) + "' AS live");
        for (List<Projection> group : folded.values()) {
          for (Projection projection : group) {
            compare(projection, statement, findings);
          }
        }
      }
      return findings;
    } catch (SQLException e) {
      throw new IOException("the read models cannot be compared: " + e.getMessage(), e);
    } finally {
      delete(live);
      delete(fresh);
    }
  }

  private static void copy(Path from, Path to) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + from);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("VACUUM INTO '" + quoted(to) + "'");
    }
  }

  private void fold(ViewDatabase database, List<Projection> group, long to) throws SQLException {
    for (Projection projection : group) {
      database.prepare(projection);
    }
    Projector projector =
        new Projector("verify", database, group, new EventCodec(), (name, event, why) -> {});
    LogCursor cursor = log.fileCursor(0);
    while (cursor.position() < to) {
      List<LogRecord> events =
          cursor.next(STEP).stream().filter(event -> event.position() <= to).toList();
      if (events.isEmpty()) {
        return;
      }
      try {
        projector.accept(events);
      } catch (SQLException | RuntimeException e) {
        for (LogRecord event : events) {
          projector.park(event, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static void compare(Projection projection, Statement statement, List<String> findings)
      throws SQLException {
    for (String table : projection.tables()) {
      long missing =
          count(statement, projection.rows(table, "main"), projection.rows(table, "live"));
      long wrong = count(statement, projection.rows(table, "live"), projection.rows(table, "main"));
      if (missing + wrong > 0) {
        findings.add(
            "read model %s, table %s: %d rows of the log's fold are missing, %d are not of it"
                .formatted(projection.name(), table, missing, wrong));
      }
    }
  }

  private static long count(Statement statement, String these, String butThose)
      throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*) FROM (SELECT * FROM ("
                + these
                + ") EXCEPT SELECT * FROM ("
                + butThose
                + "))")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static String quoted(Path file) {
    return file.toAbsolutePath().toString().replace("'", "''");
  }

  private static void delete(Path file) throws IOException {
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
    }
  }
}
