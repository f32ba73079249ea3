// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.log;

import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.view.Views;
import dev.stationkeeper.station.event.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code benchmarks/run log [FOLDER]}: about 80 seconds; prints tables. */
final class LogBenchmark {
  private static final int SECONDS = 4;
  private static final int PAYLOAD_BYTES = 300;

  private LogBenchmark() {}

  /** Runs in a fresh folder under the first argument, or under the system's temporary folder. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Path parent =
        Path.of(arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(parent, "stationkeeper-log-benchmark");
    try {
      System.out.printf(
          "%d processors, Java %s, %d MiB heap%n",
          Runtime.getRuntime().availableProcessors(),
          Runtime.version(),
          Runtime.getRuntime().maxMemory() >> 20);
      writing(folder);
      sqlite(folder);
      reading(folder);
    } finally {
      delete(folder);
    }
  }

  private static LogSettings settings(Path folder) {
    return new LogSettings(folder, 128 << 20, 64L << 20, 0, true);
  }

  private static void writing(Path folder) throws Exception {
    line("## durable events per second, one event per append, %d s each", SECONDS);
    line("| stations | log: events/s | events per fsync | plain file, same batch | share |");
    line("| --- | --- | --- | --- | --- |");
    try (SegmentedLog warm = SegmentedLog.open(settings(folder.resolve("warm")))) {
      new ClosedLoop(warm, 1_000, 2).run();
    }
    for (int stations : new int[] {1, 100, 10_000}) {
      try (SegmentedLog log = SegmentedLog.open(settings(folder.resolve("log" + stations)))) {
        double rate = new ClosedLoop(log, stations, SECONDS).run();
        double group = (double) log.counters().events() / log.counters().groups();
        int batch = (int) Math.max(1, Math.round(group));
        double plain = Baselines.plainFile(folder.resolve("plain"), batch, PAYLOAD_BYTES, SECONDS);
        line("| %,d | %,.0f | %,.1f | %,.0f | %.2f |", stations, rate, group, plain, rate / plain);
      }
    }
    line("");
  }

  private static void sqlite(Path folder) throws Exception {
    line("## SQLite (WAL, synchronous=FULL, unique index on station and sequence) beside it");
    line("| batch | SQLite: events/s | plain file: events/s |");
    line("| --- | --- | --- |");
    for (int batch : new int[] {1, 100, 1_000}) {
      double sqlite =
          Baselines.sqlite(folder.resolve("s" + batch + ".db"), batch, PAYLOAD_BYTES, 3);
      double plain = Baselines.plainFile(folder.resolve("plain"), batch, PAYLOAD_BYTES, 3);
      line("| %,d | %,.0f | %,.0f |", batch, sqlite, plain);
    }
    line("");
  }

  private static void reading(Path folder) throws Exception {
    Path written = folder.resolve("log10000");
    long bytes = size(written, ".log");
    long started = System.nanoTime();
    try (SegmentedLog log = SegmentedLog.open(settings(written))) {
      double open = seconds(started);
      long events = log.position();
      line("## reading %,d events of 10,000 stations", events);
      line("| what | figure |");
      line("| --- | --- |");
      line("| start: open the log and know every head | %.2f s |", open);
      line("| replay in order | %,.0f events/s |", replay(log, false));
      line("| replay in order, every event decoded | %,.0f events/s |", replay(log, true));
      line("| 100 stations' events by the index | %.2f ms each |", oneStation(log));
      line(
          "| bytes per event on disk, of them payload | %d, %d |",
          bytes / events, ClosedLoop.entry().json().length());
      line("| bytes of index per event | %d |", size(written, ".idx") / events);
      line("| read models, all of them | %,.0f events/s |", views(folder, log));
    }
  }

  private static double replay(SegmentedLog log, boolean decoded) {
    EventCodec codec = new EventCodec();
    LogCursor cursor = log.cursor(0);
    long started = System.nanoTime();
    long count = 0;
    for (List<LogRecord> events = cursor.next(5_000);
        !events.isEmpty() && seconds(started) < 6;
        events = cursor.next(5_000)) {
      for (LogRecord event : events) {
        if (decoded) {
          count += codec.decode(event.type(), event.version(), event.json()) == null ? 0 : 1;
        } else {
          count++;
        }
      }
    }
    return count / seconds(started);
  }

  private static double oneStation(SegmentedLog log) {
    long[] seen = new long[1];
    long started = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      log.read(
          "CP" + i * 37,
          0,
          0,
          event -> {
            seen[0]++;
            return seen[0] % 100 != 0;
          });
    }
    return seconds(started) * 10;
  }

  private static double views(Path folder, SegmentedLog log) throws Exception {
    long started = System.nanoTime();
    try (Views views = Views.open(folder.resolve("views.db"), log)) {
      boolean done = views.await(log.position(), Duration.ofSeconds(8));
      long lag = views.lag().values().stream().mapToLong(Long::longValue).max().orElse(0);
      return (log.position() - (done ? 0 : lag)) / seconds(started);
    }
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static long size(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long sum = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(end)).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
