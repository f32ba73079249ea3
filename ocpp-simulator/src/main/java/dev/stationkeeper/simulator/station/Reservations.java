// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** Connectors kept for a driver. */
final class Reservations {
  private Reservations() {}

  /**
   * Keeps a connector until {@code expiry}; answers the status for the CSMS.
   *
   * @param number the connector, or 0 for any free one
   */
  static String reserve(
      Station station,
      long number,
      int id,
      String idToken,
      String expiry,
      Consumer<Connector> expired) {
    Connectors connectors = station.connectors();
    long chosen = number == 0 ? connectors.free() : number;
    if (!connectors.has(chosen)) {
      return number == 0 ? "Occupied" : "Rejected";
    }
    Connector connector = connectors.at((int) chosen);
    Connector.Reservation old = connector.reservation;
    if (connector.faulted) {
      return "Faulted";
    } else if (!connector.operative) {
      return "Unavailable";
    } else if (connector.plugged || connector.session != null || (old != null && old.id() != id)) {
      return "Occupied";
    }
    Instant until;
    try {
      until = OffsetDateTime.parse(expiry).toInstant();
    } catch (DateTimeException e) {
      return "Rejected";
    }
    var reservation = new Connector.Reservation(id, idToken, until);
    connector.reservation = reservation;
    connectors.statuses().report(connector);
    Duration left = Duration.between(station.timing().now(), until);
    long nanos = left.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE / 4 : left.toNanos();
    station
        .timing()
        .after(
            Math.max(0, nanos),
            () -> {
              if (reservation.equals(connector.reservation)) {
                connector.reservation = null;
                connectors.statuses().report(connector);
                expired.accept(connector);
              }
            });
    return "Accepted";
  }

  static boolean cancel(Station station, long id) {
    for (Connector connector : station.connectors().all()) {
      Connector.Reservation reservation = connector.reservation;
      if (reservation != null && reservation.id() == id) {
        connector.reservation = null;
        station.connectors().statuses().report(connector);
        return true;
      }
    }
    return false;
  }
}
