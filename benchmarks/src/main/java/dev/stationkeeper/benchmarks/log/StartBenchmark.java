// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.log;

import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationkeeperNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run log-start [--no-views] STATIONS EVENTS FOLDER [SYSTEM-EVENTS]}: how long a
 * node needs until it serves its stations, with snapshots and without, and how fast all read models
 * are made; that is not waited for with {@code --no-views}. What the time of each start went into
 * is in the node's own log. The folder is kept: a second run takes the log that is there.
 */
final class StartBenchmark {
  private static final int ROUND = 10;

  private StartBenchmark() {}

  /** Runs. */
  public static void main(String[] all) throws Exception {
    boolean views = !List.of(all).contains("--no-views");
    String[] arguments =
        Stream.of(all).filter(argument -> !argument.equals("--no-views")).toArray(String[]::new);
    int stations = Integer.parseInt(arguments[0]);
    int rounds = Math.max(1, Integer.parseInt(arguments[1]) / stations / ROUND);
    Path data = Files.createDirectories(Path.of(arguments[2]));
    int systemEvents = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
    write(data, stations, rounds, systemEvents);
    System.gc();
    Files.deleteIfExists(data.resolve("snapshots.db"));
    long first = System.nanoTime();
    start(data, "without snapshots", views, true);
    say(
        "that start, %sits close with snapshots of all: %.1f s",
        views ? "its read models and " : "", LogBenchmark.seconds(first));
    for (int i = 0; i < 3; i++) {
      start(data, "with snapshots", false, false);
    }
  }

  /** Without them the end of the node makes no snapshots. */
  private static void awaitStates(StationEngines engines) {
    while (!engines.all().allMatch(live -> engines.durable(live.id()).isPresent())) {
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static void start(Path data, String what, boolean awaitViews, boolean awaitStates)
      throws Exception {
    long begun = System.nanoTime();
    try (StationkeeperNode node = StationkeeperNode.start(NodeSettings.in(data, "127.0.0.1", 0))) {
      say(
          "start %s, %,d events, %,d stations: %.2f s",
          what, node.log().position(), node.engines().size(), LogBenchmark.seconds(begun));
      if (awaitViews) {
        long events = node.log().position();
        boolean done = node.views().await(events, Duration.ofMinutes(20));
        say(
            "read models %s: %,.0f events/s",
            done ? "done" : "not done", events / LogBenchmark.seconds(begun));
      } else if (awaitStates) {
        awaitStates(node.engines());
        say("all states in memory: %.2f s", LogBenchmark.seconds(begun));
      }
    }
  }

  private static void write(Path data, int stations, int rounds, int systemEvents)
      throws Exception {
    Traffic traffic = new Traffic();
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(data.resolve("log")))) {
      if (log.position() > 0) {
        return;
      }
      long begun = System.nanoTime();
      Deque<CompletionStage<Long>> waiting = new ArrayDeque<>();
      for (int round = 0; round < rounds; round++) {
        for (int station = 0; station < stations; station++) {
          waiting.add(
              log.append("CP" + station, (long) round * ROUND, traffic.round(station, round)));
          if (waiting.size() > 2_000) {
            waiting.removeFirst().toCompletableFuture().join();
          }
        }
      }
      SystemLog system = new SystemLog(log, Clock.systemUTC());
      for (int i = 0; i < systemEvents; i++) {
        waiting.add(
            system.append(
                new SystemEvent.ApiAction("POST", "/api/v1/commands", "CP1", 202, "10.0.0.9"),
                "operator"));
        if (waiting.size() > 2_000) {
          waiting.removeFirst().toCompletableFuture().join();
        }
      }
      waiting.forEach(one -> one.toCompletableFuture().join());
      say("wrote %,d events in %.1f s", log.position(), LogBenchmark.seconds(begun));
    }
  }

  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
