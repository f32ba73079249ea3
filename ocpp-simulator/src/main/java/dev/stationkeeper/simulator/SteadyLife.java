// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.simulator.station.Station;
import dev.stationkeeper.simulator.station.Timing;

/** One Heartbeat after the other at fixed moments, whether or not the last one was answered. */
final class SteadyLife implements Life {
  private final Station station;
  private final Timing timing;
  private final long periodNanos;
  private final long phaseNanos;
  private boolean begun;

  SteadyLife(Station station, Timing timing, long periodNanos, long phaseNanos) {
    this.station = station;
    this.timing = timing;
    this.periodNanos = periodNanos;
    this.phaseNanos = phaseNanos;
  }

  @Override
  public void inService() {
    if (!begun) {
      begun = true;
      next(timing.nanoTime() + phaseNanos);
    }
  }

  private void next(long dueNanos) {
    timing.after(
        Math.max(0, dueNanos - timing.nanoTime()),
        () -> {
          station.heartbeat(dueNanos);
          next(dueNanos + periodNanos);
        });
  }
}
