// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import dev.stationkeeper.simulator.VersionMix;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Stations that connect, boot and then are quiet: how fast they come in, and what memory each
 * holds. The memory per station is the growth since the server was empty.
 */
public final class ConnectionsBenchmark {
  private record Result(double perSecond, long heap, long resident, long residentInAll) {}

  private ConnectionsBenchmark() {}

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
            ? List.of(SubjectKind.STATIONKEEPER, SubjectKind.CHARGETIME_TUNED, SubjectKind.OCPP_RPC)
            : List.of(SubjectKind.JAVA_WEBSOCKET, SubjectKind.NETTY, SubjectKind.STATIONKEEPER);
    List<Integer> sizes = peers ? List.of(5_000) : List.of(10_000, 50_000);
    for (int stations : Scale.sizes(arguments, sizes)) {
      int n = scale.stations(stations);
      MarkdownTable.heads(
          n + " stations",
          "connected and booted/s",
          "KiB heap per station",
          "KiB resident per station",
          "MiB resident in all");
      for (SubjectKind kind : kinds) {
        Result median =
            Medians.of(scale.runs(), Result::perSecond, () -> once(kind, n, peers, scale));
        MarkdownTable.row(
            kind.shown(),
            figure(median.perSecond, 0),
            median.heap < 0 ? "" : figure(median.heap / 1024.0 / n, 1),
            figure(median.resident / 1024.0 / n, 1),
            figure(median.residentInAll / 1048576.0, 0));
      }
    }
  }

  private static void grow(Growth growth, Scale scale) throws IOException {
    MarkdownTable.machine();
    for (SubjectKind kind : List.of(SubjectKind.STATIONKEEPER, SubjectKind.JAVA_WEBSOCKET)) {
      growth.table(
          kind.shown() + ": idle",
          "KiB resident per station",
          List.of("KiB heap per station", "connected and booted/s", "MiB resident in all"),
          stations -> {
            Result r = once(kind, stations, false, scale);
            return Growth.Cell.of(
                r.resident / 1024.0 / stations,
                figure(r.heap / 1024.0 / stations, 1),
                figure(r.perSecond, 0),
                figure(r.residentInAll / 1048576.0, 0));
          });
    }
  }

  private static Result once(SubjectKind kind, int stations, boolean only16, Scale scale)
      throws IOException {
    try (Subject subject = Subject.start(kind, Map.of())) {
      boolean java = kind != SubjectKind.OCPP_RPC;
      long heap = java ? subject.heap() : -1;
      long resident = subject.resident();
      try (Load load =
          Load.start(
              subject,
              SimulateOptions.of(subject.url(), stations, Profile.STORM)
                  .withVersions(only16 ? VersionMix.parse("1.6") : VersionMix.even())
                  .withConnectRate(4_000))) {
        load.settle(scale.time());
        long heapNow = java ? subject.heap() : -1;
        long residentNow = subject.resident();
        return new Result(
            stations / load.upSeconds(),
            java ? heapNow - heap : -1,
            residentNow - resident,
            residentNow);
      }
    }
  }
}
