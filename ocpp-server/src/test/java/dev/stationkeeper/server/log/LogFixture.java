// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** What tests of the log have in common. */
final class LogFixture {
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901234Z");

  private LogFixture() {}

  static LogSettings settings(Path folder) {
    return new LogSettings(folder, 1 << 20, 16 << 20, 0, true);
  }

  static LogSettings smallSegments(Path folder) {
    return new LogSettings(folder, 4_096, 16 << 20, 0, true);
  }

  static LogEntry entry(String json) {
    return new LogEntry("Test", 1, AT, new Cause(7, "m-1", null, "who#1"), json);
  }

  static LogEntry entry(int number) {
    return entry("{\"n\":" + number + "}");
  }

  /** Appends and waits; throws what the log failed with. */
  static long append(SegmentedLog log, String stream, long last, LogEntry... entries)
      throws Exception {
    try {
      return log.append(stream, last, List.of(entries)).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  static List<LogRecord> read(SegmentedLog log, String stream) {
    List<LogRecord> events = new ArrayList<>();
    log.read(stream, 0, 0, events::add);
    return events;
  }

  static List<LogRecord> all(SegmentedLog log) {
    List<LogRecord> events = new ArrayList<>();
    LogCursor cursor = log.cursor(0);
    for (List<LogRecord> some = cursor.next(7); !some.isEmpty(); some = cursor.next(7)) {
      events.addAll(some);
    }
    return events;
  }

  static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".log")).sorted().toList();
    }
  }

  /** A copy of a log's files as a crash would leave them: without the lock. */
  static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : segments(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
    return to;
  }
}
