// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import dev.stationkeeper.simulator.Fleet;
import dev.stationkeeper.simulator.FleetStatistics;
import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Twenty thousand stations lose their connection at once and come back, while a thousand others
 * stay. They wait one to two seconds before the first attempt, as stations do. Twice in the life of
 * a server: the first time most of what it does is not compiled yet.
 */
public final class StormBenchmark {
  private record Result(
      double servedSeconds,
      Histogram recovery,
      Histogram latency,
      long refused,
      Measurement stayed) {}

  private record Storms(Result first, Result second) {}

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private StormBenchmark() {}

  /**
   * {@code [--smoke|--once] [STATIONS]}: fewer where the operating system lets a process open no
   * more files.
   */
  public static void main(String[] arguments) throws IOException {
    Scale scale = Scale.of(arguments);
    MarkdownTable.machine();
    int whole =
        Arrays.stream(arguments)
            .filter(argument -> !argument.startsWith("--"))
            .findFirst()
            .map(Integer::valueOf)
            .orElse(20_000);
    int n = scale.stations(whole);
    MarkdownTable.heads(
        n + " stations",
        "all served again after s",
        "p50 s",
        "p99 s",
        "longest s",
        "slowest answer s",
        "refused",
        "stayed: p99 ms",
        "stayed: max ms",
        "stayed: failed");
    Storms r =
        Medians.of(scale.runs(), storms -> storms.second.servedSeconds, () -> storms(n, scale));
    row("the first storm", r.first);
    row("the second", r.second);
  }

  private static void row(String name, Result r) {
    MarkdownTable.row(
        name,
        figure(r.servedSeconds, 1),
        figure(r.recovery.getValueAtPercentile(50) / 1e6, 2),
        figure(r.recovery.getValueAtPercentile(99) / 1e6, 2),
        figure(r.recovery.getMaxValue() / 1e6, 2),
        figure(r.latency.getMaxValue() / 1e6, 2),
        Long.toString(r.refused),
        figure(r.stayed.millis(99), 1),
        figure(r.stayed.millis(100), 1),
        Long.toString(r.stayed.failed()));
  }

  private static Storms storms(int stations, Scale scale) throws IOException {
    int stayed = Math.max(10, stations / 20);
    try (Subject subject = Subject.startToWarmUp(SubjectKind.STATIONKEEPER, Map.of());
        Load quiet =
            Load.start(
                subject,
                SimulateOptions.of(subject.url(), stayed, Profile.STEADY)
                    .withIdentity("STAY", null)
                    .withRate(stayed / 10.0));
        Load herd =
            Load.start(
                subject,
                SimulateOptions.of(subject.url(), stations, Profile.STORM)
                    .withConnectRate(2_000))) {
      herd.warmUp(scale);
      Result first = storm(herd.fleet(), quiet.fleet());
      Subject.pause(scale.time().toMillis());
      return new Storms(first, storm(herd.fleet(), quiet.fleet()));
    }
  }

  private static Result storm(Fleet herd, Fleet stayed) {
    FleetStatistics statistics = herd.statistics();
    Histogram latency = statistics.latency();
    Histogram recovery = statistics.recovery();
    long refused = statistics.refusedConnects();
    FleetStatistics others = stayed.statistics();
    Histogram othersLatency = others.latency();
    long answered = others.answered();
    long failed = others.refused() + others.timedOut();
    long recovered = recovery.getTotalCount() + herd.options().stations();
    long begin = System.nanoTime();
    herd.loseAllConnections();
    long deadline = begin + LONGEST.toNanos();
    while (statistics.recovery().getTotalCount() < recovered && System.nanoTime() < deadline) {
      Subject.pause(20);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Result(
        seconds,
        since(recovery, statistics.recovery()),
        since(latency, statistics.latency()),
        statistics.refusedConnects() - refused,
        new Measurement(
            seconds,
            others.answered() - answered,
            others.refused() + others.timedOut() - failed,
            since(othersLatency, others.latency()),
            0,
            0));
  }

  private static Histogram since(Histogram before, Histogram now) {
    now.subtract(before);
    return now;
  }
}
