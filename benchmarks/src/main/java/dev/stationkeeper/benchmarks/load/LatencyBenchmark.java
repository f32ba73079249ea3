// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How long an answer takes and what it costs at a fixed load: heartbeats at a fixed rate, at 1, 4
 * and 16 times the stations, so that a cost that grows with their number is seen; and the mixed
 * day.
 */
public final class LatencyBenchmark {
  private LatencyBenchmark() {}

  /**
   * {@code [--smoke|--once|--growth] [--goal|--day] [STATIONS …]}: only the goal's load, only a day
   * as fast as days are, or all.
   */
  public static void main(String[] arguments) throws IOException {
    Scale scale = Scale.of(arguments);
    MarkdownTable.machine();
    if (Growth.isWanted(arguments)) {
      grow(Growth.of(arguments, scale), scale);
      return;
    }
    if (List.of(arguments).contains("--day")) {
      day(Scale.sizes(arguments, List.of(10_000)), scale);
      return;
    }
    boolean goalOnly = List.of(arguments).contains("--goal");
    List<SubjectKind> kinds =
        scale.isSmoke()
            ? List.of(SubjectKind.STATIONKEEPER)
            : List.of(SubjectKind.STATIONKEEPER, SubjectKind.JAVA_WEBSOCKET, SubjectKind.NETTY);
    for (SubjectKind kind : goalOnly ? List.<SubjectKind>of() : kinds) {
      heads(kind.shown() + ": 2,000 heartbeats/s");
      for (int stations : Scale.sizes(arguments, List.of(1_000, 4_000, 16_000))) {
        int n = scale.stations(stations);
        row(kind, n, steady(n, 2_000 * scale.share()), scale);
      }
    }
    heads("Stationkeeper: the load of the goal");
    int n = scale.stations(10_000);
    row(SubjectKind.STATIONKEEPER, n, steady(n, 5_000 * scale.share()), scale);
    heads("Stationkeeper: a mixed day, 60 times as fast");
    row(
        SubjectKind.STATIONKEEPER,
        n,
        url -> SimulateOptions.of(url, n, Profile.DAILY).withTimeScale(60).withConnectRate(1_000),
        scale);
  }

  private static void day(List<Integer> sizes, Scale scale) throws IOException {
    MarkdownTable.heads(
        "Stationkeeper: a day at its own pace",
        "answers/s",
        "cores",
        "MiB resident",
        "p50 ms",
        "p99 ms",
        "failed");
    for (int stations : sizes) {
      int n = scale.stations(stations);
      Measurement m =
          Medians.of(
              scale.runs(),
              Measurement::cores,
              () ->
                  once(
                      SubjectKind.STATIONKEEPER,
                      url -> SimulateOptions.of(url, n, Profile.DAILY).withConnectRate(500),
                      scale));
      MarkdownTable.row(
          n + " stations",
          figure(m.perSecond(), 0),
          figure(m.cores(), 2),
          figure(m.resident() / 1048576.0, 0),
          figure(m.millis(50), 2),
          figure(m.millis(99), 2),
          Long.toString(m.failed()));
    }
  }

  private static void grow(Growth growth, Scale scale) throws IOException {
    for (SubjectKind kind : List.of(SubjectKind.STATIONKEEPER, SubjectKind.JAVA_WEBSOCKET)) {
      growth.table(
          kind.shown() + ": 2,000 heartbeats/s",
          "µs of server per answer",
          List.of("answers/s", "cores", "p50 ms", "p99 ms", "p99.9 ms", "failed"),
          stations -> {
            Measurement m = once(kind, steady(stations, 2_000 * scale.share()), scale);
            return Growth.Cell.of(
                m.cpuMicros(),
                figure(m.perSecond(), 0),
                figure(m.cores(), 2),
                figure(m.millis(50), 2),
                figure(m.millis(99), 2),
                figure(m.millis(99.9), 2),
                Long.toString(m.failed()));
          });
    }
  }

  private interface Options {
    SimulateOptions against(java.net.URI url);
  }

  private static Options steady(int stations, double rate) {
    return url ->
        SimulateOptions.of(url, stations, Profile.STEADY).withRate(rate).withConnectRate(1_000);
  }

  private static void heads(String title) {
    MarkdownTable.heads(
        title,
        "answers/s",
        "µs of server per answer",
        "cores",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "max ms",
        "failed");
  }

  private static void row(SubjectKind kind, int stations, Options options, Scale scale)
      throws IOException {
    Measurement m =
        Medians.of(scale.runs(), run -> run.millis(99), () -> once(kind, options, scale));
    MarkdownTable.row(
        stations + " stations",
        figure(m.perSecond(), 0),
        figure(m.cpuMicros(), 1),
        figure(m.cores(), 2),
        figure(m.millis(50), 2),
        figure(m.millis(99), 2),
        figure(m.millis(99.9), 2),
        figure(m.millis(100), 2),
        Long.toString(m.failed()));
  }

  private static Measurement once(SubjectKind kind, Options options, Scale scale)
      throws IOException {
    try (Subject subject = Subject.startToWarmUp(kind, Map.of());
        Load load = Load.start(subject, options.against(subject.url()))) {
      return load.measure(scale);
    }
  }
}
