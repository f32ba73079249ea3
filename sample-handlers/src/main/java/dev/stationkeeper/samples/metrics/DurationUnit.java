// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In what the durations are measured: with the unit the buckets change, so none can be reused. */
enum DurationUnit {
  MINUTES(60, List.of(5.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0)),
  HOURS(3_600, List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0));

  private final double seconds;
  private final List<Double> limits;

  DurationUnit(double seconds, List<Double> limits) {
    this.seconds = seconds;
    this.limits = limits;
  }

  /**
   * The unit of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static DurationUnit named(String name) {
    for (DurationUnit unit : values()) {
      if (unit.label().equals(name)) {
        return unit;
      }
    }
    throw new IllegalArgumentException(
        "unit is one of %s, not '%s'"
            .formatted(
                Stream.of(values()).map(DurationUnit::label).collect(Collectors.joining(", ")),
                name));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  double of(long millis) {
    return millis / 1_000.0 / seconds;
  }

  /** The upper limits of the buckets, rising; the last bucket has none. */
  List<Double> limits() {
    return limits;
  }
}
