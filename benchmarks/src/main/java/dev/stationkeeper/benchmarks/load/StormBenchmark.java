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
 * stay. They wait one to two seconds before the first attempt, as stations do.
 */
public final class StormBenchmark {
  private record Result(
      double servedSeconds,
      Histogram recovery,
      Histogram latency,
      long refused,
      Measurement stayed) {}

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
    Result r = Medians.of(scale.runs(), Result::servedSeconds, () -> once(n, scale));
    MarkdownTable.row(
        "Stationkeeper",
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

  private static Result once(int stations, Scale scale) throws IOException {
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
      Fleet fleet = herd.fleet();
      FleetStatistics statistics = fleet.statistics();
      Histogram before = statistics.latency();
      long refusedBefore = statistics.refusedConnects();
      long begin = System.nanoTime();
      fleet.loseAllConnections();
      long deadline = begin + Duration.ofMinutes(3).toNanos();
      Measurement others = quiet.measure(Duration.ofSeconds(1));
      while (statistics.recovery().getTotalCount() < stations && System.nanoTime() < deadline) {
        Subject.pause(20);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Histogram latency = statistics.latency();
      latency.subtract(before);
      Histogram all = quiet.fleet().statistics().latency();
      return new Result(
          seconds,
          statistics.recovery(),
          latency,
          statistics.refusedConnects() - refusedBefore,
          new Measurement(seconds, others.answered(), others.failed(), all, 0, others.resident()));
    }
  }
}
