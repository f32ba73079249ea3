// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.time.Duration;
import java.util.Locale;

/** The live line of a simulation. */
final class ProgressLine {
  private final Fleet fleet;
  private long lastNanos;
  private long lastAnswered;

  ProgressLine(Fleet fleet) {
    this.fleet = fleet;
  }

  /** The line after {@code passed}; rates are since the line before. */
  String at(Duration passed) {
    FleetStatistics now = fleet.statistics();
    long answered = now.answered();
    double seconds = (passed.toNanos() - lastNanos) / 1e9;
    double rate = seconds <= 0 ? 0 : (answered - lastAnswered) / seconds;
    lastNanos = passed.toNanos();
    lastAnswered = answered;
    return String.format(
        Locale.ROOT,
        "%5ds  connected %d/%d  in service %d  answered %d (%.0f/s)  sessions %d  errors %d  "
            + "violations %d",
        passed.toSeconds(),
        now.connected(),
        fleet.options().stations(),
        now.inService(),
        answered,
        rate,
        now.sessions(),
        now.refused() + now.timedOut(),
        now.violations());
  }
}
