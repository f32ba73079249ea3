// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.sinks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * For each sink: how fast a log that is there leaves, then what happens when the sink stalls while
 * events go on coming. {@code --smoke} is short; names of sinks ({@code jsonl parquet kafka
 * kinesis}) run only those.
 */
public final class SinkBenchmark {
  private static final List<String> ALL = List.of("jsonl", "parquet", "kafka", "kinesis");

  private record Size(int events, Duration stall, int perSecond) {
    static Size of(boolean smoke) {
      return smoke
          ? new Size(5_000, Duration.ofSeconds(3), 500)
          : new Size(200_000, Duration.ofMinutes(1), 2_000);
    }
  }

  private SinkBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    List<String> given = Arrays.asList(arguments);
    Size size = Size.of(given.contains("--smoke"));
    List<String> wanted = given.stream().filter(ALL::contains).toList();
    System.out.printf(
        Locale.ROOT,
        "%,d events of %d records; then %d s of stall with %,d events a second%n%n",
        size.events(),
        SinkRun.SAMPLES,
        size.stall().toSeconds(),
        size.perSecond());
    System.out.println(
        "| sink | records/s | heap before, MiB | highest in the stall | held up, events |"
            + " caught up, records/s | made | left |");
    System.out.println("| --- |" + " ---: |".repeat(7));
    for (String name : wanted.isEmpty() ? ALL : wanted) {
      Path folder = Files.createTempDirectory("sinks-" + name);
      try (SinkSubject subject = subject(name, folder);
          SinkRun run = new SinkRun(folder)) {
        System.out.println(measure(subject, run, size));
      } finally {
        delete(folder);
      }
    }
  }

  private static SinkSubject subject(String name, Path folder) throws IOException {
    return switch (name) {
      case "kafka" -> SinkSubjects.kafka(folder.resolve("sink"));
      case "kinesis" -> SinkSubjects.kinesis(folder.resolve("sink"));
      default -> SinkSubjects.files(name, Files.createDirectories(folder.resolve("sink")));
    };
  }

  private static String measure(SinkSubject subject, SinkRun run, Size size) throws IOException {
    run.append(size.events());
    long began = System.nanoTime();
    run.install(subject);
    run.awaitNoLag();
    double throughput = run.sent() / seconds(began);
    double before = SinkRun.heap();
    subject.stall();
    double highest = before;
    for (int second = 0; second < size.stall().toSeconds(); second++) {
      long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      run.append(size.perSecond());
      highest = Math.max(highest, SinkRun.heap());
      LockSupport.parkNanos(next - System.nanoTime());
    }
    long held = run.lag();
    long sentBefore = run.sent();
    subject.resume();
    double caughtUp = run.awaitNoLag();
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.1f | %.1f | %,d | %,.0f | %,d | %,d |",
        subject.name(),
        throughput,
        before,
        highest,
        held,
        (run.sent() - sentBefore) / caughtUp,
        run.made(),
        run.sent());
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
