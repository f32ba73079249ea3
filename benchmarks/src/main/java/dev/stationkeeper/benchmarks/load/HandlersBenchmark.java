// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import java.io.IOException;
import java.util.Map;

/**
 * Authorisations flat out from a thousand stations, with a handler that answers at once, waits for
 * a back end 5 or 50 ms, or crashes on 1 % or 10 % of them.
 */
public final class HandlersBenchmark {
  private static final int STATIONS = 1_000;

  private HandlersBenchmark() {}

  /** {@code [--smoke]}; wants the handler of this package on the server's class path. */
  public static void main(String[] arguments) throws IOException {
    Scale scale = Scale.of(arguments);
    MarkdownTable.machine();
    MarkdownTable.heads(
        scale.stations(STATIONS) + " stations, authorisations",
        "answers/s",
        "of the first",
        "p50 ms",
        "p99 ms",
        "max ms",
        "errors/s",
        "µs of server per answer");
    double first = row("at once", 0, 0, scale, 0);
    row("5 ms of back end", 5, 0, scale, first);
    row("50 ms of back end", 50, 0, scale, first);
    row("1 % crash", 0, 1, scale, first);
    row("10 % crash", 0, 10, scale, first);
  }

  private static double row(String title, int millis, int crashPercent, Scale scale, double first)
      throws IOException {
    String settings =
        "slow-decisions.millis=" + millis + "; slow-decisions.crash-percent=" + crashPercent;
    Measurement m = Medians.of(scale.runs(), Measurement::perSecond, () -> once(settings, scale));
    double all = m.perSecond() + m.failed() / m.seconds();
    MarkdownTable.row(
        title,
        figure(all, 0),
        figure(first == 0 ? 1 : all / first, 2),
        figure(m.millis(50), 2),
        figure(m.millis(99), 2),
        figure(m.millis(100), 2),
        figure(m.failed() / m.seconds(), 0),
        figure(m.cpuMicros(), 1));
    return all;
  }

  private static Measurement once(String settings, Scale scale) throws IOException {
    try (Subject subject =
            Subject.startToWarmUp(
                SubjectKind.STATIONKEEPER, Map.of("STATIONKEEPER_HANDLERS", settings));
        Load load =
            Load.start(
                subject,
                SimulateOptions.of(subject.url(), scale.stations(STATIONS), Profile.AUTHORIZATIONS)
                    .withConnectRate(500))) {
      return load.measure(scale);
    }
  }
}
