// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.time.Duration;

/**
 * How fast life goes at a station; means, around which chance varies.
 *
 * @param gap between two cars
 * @param handling between a driver's steps: cable, token, button
 * @param charge how long a car charges
 * @param uptime between two losses of the connection
 * @param meterInterval between meter values
 * @param energyScale how much faster than the clock energy flows
 */
record Pace(
    Duration gap,
    Duration handling,
    Duration charge,
    Duration uptime,
    Duration meterInterval,
    double energyScale) {

  static Pace demo() {
    return new Pace(
        Duration.ofSeconds(12),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120),
        Duration.ofSeconds(5),
        60);
  }

  /** A day in which a connector sees a handful of cars; {@code scale} times as fast. */
  static Pace daily(double scale) {
    return new Pace(
        faster(Duration.ofHours(3), scale),
        faster(Duration.ofSeconds(20), scale),
        faster(Duration.ofMinutes(50), scale),
        faster(Duration.ofHours(8), scale),
        faster(Duration.ofMinutes(1), scale),
        scale);
  }

  private static Duration faster(Duration time, double scale) {
    return Duration.ofNanos(Math.max(1_000_000, (long) (time.toNanos() / scale)));
  }
}
