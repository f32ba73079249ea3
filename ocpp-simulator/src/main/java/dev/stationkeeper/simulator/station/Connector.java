// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One EVSE with its one connector: cable, meter, lock and what happens on it. */
final class Connector {
  /** A reservation that waits for its driver. */
  record Reservation(int id, String idToken, Instant expires) {}

  /** A remote start that waits for the cable. */
  record Awaited(String idToken, @Nullable Long remoteStartId) {}

  final int number;
  boolean plugged;
  boolean operative = true;
  boolean becomesInoperative;
  boolean faulted;
  boolean finishing;
  double meterWh;
  long meteredAtNanos;
  @Nullable Double limitWatts;
  @Nullable ChargingSession session;
  @Nullable Reservation reservation;
  @Nullable Awaited awaited;
  @Nullable String reportedStatus;

  Connector(int number) {
    this.number = number;
  }

  /** Nothing stands in the way of a driver. */
  boolean isFree() {
    return operative && !faulted && !plugged && session == null && reservation == null;
  }

  /** What flows now, in watts. */
  double power() {
    ChargingSession running = session;
    if (running == null || !running.charging) {
      return 0;
    }
    Double limit = limitWatts;
    return limit == null ? running.powerWatts : Math.min(limit, running.powerWatts);
  }

  /** Brings the meter up to {@code nowNanos}. */
  void meter(long nowNanos, double timeScale) {
    double hours = (nowNanos - meteredAtNanos) / 3.6e12;
    meterWh += power() * hours * timeScale;
    meteredAtNanos = nowNanos;
  }
}
