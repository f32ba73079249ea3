// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a simulation measured.
 *
 * @param text for people
 * @param json for programs; latencies in microseconds
 */
public record SimulationReport(String text, JsonView json) {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

  static SimulationReport of(Fleet fleet, Duration took, Timeline timeline) {
    FleetStatistics s = fleet.statistics();
    return new SimulationReport(text(fleet, s, took), json(fleet, s, took, timeline));
  }

  /**
   * Writes {@code report.txt}, {@code report.json} and {@code report.html}, a page with plots.
   *
   * @throws IOException when the folder cannot be made or written
   */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.txt"), text);
    Files.writeString(folder.resolve("report.json"), json.text() + "\n");
    Files.writeString(folder.resolve("report.html"), HtmlReport.of(json));
  }

  private static String text(Fleet fleet, FleetStatistics s, Duration took) {
    StringBuilder text = new StringBuilder();
    text.append(fleet.options()).append(", ").append(took.toSeconds()).append(" s\n\n");
    counters(s).forEach((name, value) -> text.append(String.format("%-20s %12d%n", name, value)));
    text.append(
        String.format(
            "%n%-30s %10s %10s %10s %10s %10s %10s%n",
            "latency, ms", "count", "p50", "p90", "p99", "p99.9", "max"));
    line(text, "all", s.latency());
    s.latencyByAction().forEach((action, histogram) -> line(text, action, histogram));
    if (s.recovery().getTotalCount() > 0) {
      line(text, "lost until served again", s.recovery());
    }
    s.violationKinds()
        .forEach(
            (kind, count) ->
                text.append("violation x").append(count).append(": ").append(kind).append('\n'));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, Histogram histogram) {
    text.append(String.format("%-30s %10d", name, histogram.getTotalCount()));
    for (double percentile : PERCENTILES) {
      double millis = histogram.getValueAtPercentile(percentile) / 1e3;
      text.append(String.format(Locale.ROOT, " %10.2f", millis));
    }
    text.append(System.lineSeparator());
  }

  private static JsonView json(Fleet fleet, FleetStatistics s, Duration took, Timeline timeline) {
    SimulateOptions options = fleet.options();
    var counters = JsonView.object();
    counters(s).forEach(counters::put);
    var byAction = JsonView.object();
    s.latencyByAction().forEach((action, histogram) -> byAction.put(action, json(histogram)));
    var kinds = JsonView.object();
    s.violationKinds().forEach(kinds::put);
    return JsonView.object()
        .put("stations", options.stations())
        .put("versions", options.versions().toString())
        .put("profile", options.profile().toString())
        .put("url", options.url().toString())
        .put("seed", options.seed())
        .put("durationMillis", took.toMillis())
        .put("counters", counters.build())
        .put("latencyMicros", json(s.latency()))
        .put("latencyMicrosByAction", byAction.build())
        .put("recoveryMicros", json(s.recovery()))
        .put("violationKinds", kinds.build())
        .put("latencyCurve", curve(s.latency()))
        .put("timeline", timeline.json())
        .build();
  }

  private static JsonView json(Histogram histogram) {
    var values = JsonView.object().put("count", histogram.getTotalCount());
    for (double percentile : PERCENTILES) {
      String name = percentile == 100 ? "max" : "p" + String.valueOf(percentile).replace(".0", "");
      values.put(name, histogram.getValueAtPercentile(percentile));
    }
    return values.build();
  }

  // The latency that only one in so many exceeds: 1, 10, 100, … with steps between.
  private static JsonView curve(Histogram histogram) {
    List<BigDecimal> oneIn = new ArrayList<>();
    List<BigDecimal> millis = new ArrayList<>();
    for (double n = 1; n <= Math.max(1, histogram.getTotalCount()); n *= Math.pow(10, 0.1)) {
      oneIn.add(new BigDecimal(n, new MathContext(6)));
      double value = histogram.getValueAtPercentile(100 - 100 / n) / 1e3;
      millis.add(new BigDecimal(value, new MathContext(6)));
    }
    return JsonView.object().putDecimals("oneIn", oneIn).putDecimals("millis", millis).build();
  }

  private static Map<String, Long> counters(FleetStatistics s) {
    Map<String, Long> counters = new LinkedHashMap<>();
    counters.put("connected", (long) s.connected());
    counters.put("inService", (long) s.inService());
    counters.put("connects", s.connects());
    counters.put("refusedConnects", s.refusedConnects());
    counters.put("lostConnections", s.lostConnections());
    counters.put("boots", s.boots());
    counters.put("sessions", s.sessions());
    counters.put("framesSent", s.sent());
    counters.put("framesReceived", s.received());
    counters.put("callsAnswered", s.answered());
    counters.put("callsRefused", s.refused());
    counters.put("callsTimedOut", s.timedOut());
    counters.put("repeated", s.repeated());
    counters.put("dropped", s.dropped());
    counters.put("commands", s.commands());
    counters.put("violations", s.violations());
    return counters;
  }
}
