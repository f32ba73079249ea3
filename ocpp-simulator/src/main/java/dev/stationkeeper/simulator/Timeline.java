// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.JsonView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A run second by second, for the plots. Holds {@value #MAX_POINTS} points; when it is full, every
 * second one is let go and from then on only every second one taken, so that a run of any length
 * fits. Confined to the thread that watches the run.
 */
final class Timeline {
  static final int MAX_POINTS = 2_000;

  /** One point; rates per second, latencies in milliseconds since the point before. */
  private record Point(
      double second,
      int connected,
      int inService,
      double answered,
      double p50,
      double p99,
      double max) {}

  private final List<Point> points = new ArrayList<>();
  private Histogram before = new Histogram(FleetStatistics.MAX_MICROS, 3);
  private long beforeNanos;
  private long beforeAnswered;
  private int take = 1;
  private int offered;

  /** Takes a point, unless the run is so long that this one is passed over. */
  void sample(FleetStatistics now, Duration passed) {
    if (offered++ % take != 0) {
      return;
    }
    Histogram all = now.latency();
    Histogram since = all.copy();
    since.subtract(before);
    before = all;
    long answered = now.answered();
    double seconds = Math.max(1, passed.toNanos() - beforeNanos) / 1e9;
    boolean any = since.getTotalCount() > 0;
    points.add(
        new Point(
            passed.toMillis() / 1e3,
            now.connected(),
            now.inService(),
            (answered - beforeAnswered) / seconds,
            any ? since.getValueAtPercentile(50) / 1e3 : 0,
            any ? since.getValueAtPercentile(99) / 1e3 : 0,
            any ? since.getMaxValue() / 1e3 : 0));
    beforeNanos = passed.toNanos();
    beforeAnswered = answered;
    if (points.size() >= MAX_POINTS) {
      thinOut();
    }
  }

  private void thinOut() {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      kept.add(points.get(i));
    }
    points.clear();
    points.addAll(kept);
    take *= 2;
  }

  /** Columns of equal length: {@code second}, {@code connected}, … {@code maxMillis}. */
  JsonView json() {
    return JsonView.object()
        .putDecimals("second", column(Point::second))
        .putDecimals("connected", column(Point::connected))
        .putDecimals("inService", column(Point::inService))
        .putDecimals("answeredPerSecond", column(Point::answered))
        .putDecimals("p50Millis", column(Point::p50))
        .putDecimals("p99Millis", column(Point::p99))
        .putDecimals("maxMillis", column(Point::max))
        .build();
  }

  private List<BigDecimal> column(java.util.function.ToDoubleFunction<Point> of) {
    return points.stream()
        .map(point -> new BigDecimal(of.applyAsDouble(point), new MathContext(6)))
        .toList();
  }
}
