// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.time.Duration;

/** A station's heartbeats, at the interval that it was given, while it is in service. */
final class Heartbeats {
  private final Station station;
  private final Timer timer;

  Heartbeats(Station station) {
    this.station = station;
    this.timer = new Timer(station.timing(), this::due);
  }

  private void due() {
    long due = timer.rangFor();
    restart();
    station.heartbeat(due);
  }

  /** Starts the interval anew. */
  void restart() {
    Duration interval = station.dialect().heartbeatInterval();
    if (station.isInService() && interval.isPositive()) {
      timer.set(interval.toNanos());
    } else {
      timer.clear();
    }
  }

  void stop() {
    timer.clear();
  }

  void discard() {
    timer.discard();
  }
}
