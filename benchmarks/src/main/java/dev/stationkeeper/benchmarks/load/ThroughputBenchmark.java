// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import dev.stationkeeper.simulator.VersionMix;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The most that a server answers when every station sends its next CALL as soon as the last is
 * answered: ours with everything at work (validation, machine, durable log, read models, handlers),
 * beside bare transports and, in 1.6, beside others' servers.
 */
public final class ThroughputBenchmark {
  private ThroughputBenchmark() {}

  /** {@code [peers] [--smoke|--once|--growth] [STATIONS …]}. */
  public static void main(String[] arguments) throws IOException {
    Scale scale = Scale.of(arguments);
    if (Growth.isWanted(arguments)) {
      grow(Growth.of(arguments, scale), scale);
      return;
    }
    boolean peers = List.of(arguments).contains("peers");
    MarkdownTable.machine();
    List<SubjectKind> kinds =
        peers
            ? List.of(
                SubjectKind.STATIONKEEPER,
                SubjectKind.CHARGETIME,
                SubjectKind.CHARGETIME_TUNED,
                SubjectKind.OCPP_RPC,
                SubjectKind.OCPP_RPC_STRICT)
            : List.of(SubjectKind.JAVA_WEBSOCKET, SubjectKind.NETTY, SubjectKind.STATIONKEEPER);
    VersionMix versions = peers ? VersionMix.parse("1.6") : VersionMix.even();
    for (Profile profile : List.of(Profile.HEARTBEATS, Profile.TRANSACTIONS)) {
      List<Integer> sizes = peers ? List.of(1_000) : List.of(100, 1_000, 10_000);
      for (int stations : Scale.sizes(arguments, sizes)) {
        compare(kinds, profile, versions, scale.stations(stations), scale);
      }
    }
  }

  private static void grow(Growth growth, Scale scale) throws IOException {
    MarkdownTable.machine();
    for (Profile profile : List.of(Profile.TRANSACTIONS, Profile.HEARTBEATS)) {
      growth.table(
          "Stationkeeper: " + profile + " flat out",
          "µs of server per answer",
          List.of("answers/s", "p50 ms", "p99 ms", "MiB resident", "failed"),
          stations -> {
            Measurement m =
                once(SubjectKind.STATIONKEEPER, profile, VersionMix.even(), stations, scale);
            return Growth.Cell.of(
                m.cpuMicros(),
                figure(m.perSecond(), 0),
                figure(m.millis(50), 2),
                figure(m.millis(99), 2),
                figure(m.resident() / 1048576.0, 0),
                Long.toString(m.failed()));
          });
    }
  }

  private static void compare(
      List<SubjectKind> kinds, Profile profile, VersionMix versions, int stations, Scale scale)
      throws IOException {
    MarkdownTable.heads(
        profile + ", " + stations + " stations",
        "answers/s",
        "of the first",
        "µs of server per answer",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "MiB resident",
        "failed");
    Map<SubjectKind, Measurement> all = new EnumMap<>(SubjectKind.class);
    for (SubjectKind kind : kinds) {
      Measurement m =
          Medians.of(
              scale.runs(),
              Measurement::perSecond,
              () -> once(kind, profile, versions, stations, scale));
      all.put(kind, m);
      Measurement first = all.get(kinds.getFirst());
      MarkdownTable.row(
          kind.shown(),
          figure(m.perSecond(), 0),
          figure(m.perSecond() / (first == null ? m : first).perSecond(), 2),
          figure(m.cpuMicros(), 1),
          figure(m.millis(50), 2),
          figure(m.millis(99), 2),
          figure(m.millis(99.9), 2),
          figure(m.resident() / 1048576.0, 0),
          Long.toString(m.failed()));
    }
  }

  private static Measurement once(
      SubjectKind kind, Profile profile, VersionMix versions, int stations, Scale scale)
      throws IOException {
    try (Subject subject = Subject.startToWarmUp(kind, Map.of());
        Load load =
            Load.start(
                subject,
                SimulateOptions.of(subject.url(), stations, profile)
                    .withVersions(versions)
                    .withConnectRate(2_000))) {
      return load.measure(scale);
    }
  }
}
