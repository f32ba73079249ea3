// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** What the log is measured against, on the same disk in the same run. */
final class Baselines {
  private Baselines() {}

  /** Events per second of a file to which batches are appended, each with one fsync. */
  static double plainFile(Path file, int batch, int bytes, int seconds) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(batch * bytes);
    long count = 0;
    long started = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (LogBenchmark.seconds(started) < seconds) {
        block.rewind();
        while (block.hasRemaining()) {
          channel.write(block);
        }
        channel.force(false);
        count += batch;
      }
    }
    double rate = count / LogBenchmark.seconds(started);
    Files.delete(file);
    return rate;
  }

  /** Events per second of one table, a transaction per batch. */
  static double sqlite(Path file, int batch, int bytes, int seconds) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    String payload = "x".repeat(bytes);
    long count = 0;
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE event (position INTEGER PRIMARY KEY, station TEXT NOT NULL,"
                + " sequence INTEGER NOT NULL, payload TEXT NOT NULL,"
                + " UNIQUE (station, sequence))");
      }
      connection.setAutoCommit(false);
      long started = System.nanoTime();
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO event (station, sequence, payload) VALUES (?, ?, ?)")) {
        while (LogBenchmark.seconds(started) < seconds) {
          for (int i = 0; i < batch; i++) {
            insert.setString(1, "CP" + count % 10_000);
            insert.setLong(2, count / 10_000);
            insert.setString(3, payload);
            insert.executeUpdate();
            count++;
          }
          connection.commit();
        }
      }
      return count / LogBenchmark.seconds(started);
    }
  }
}
