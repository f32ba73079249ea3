// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/** Where a remote start can go. */
final class RemoteStarts {
  private RemoteStarts() {}

  /** A connector for a remote start that names none: one with a cable in, else a free one, or 0. */
  static long any(Connectors connectors) {
    for (Connector connector : connectors.all()) {
      if (connector.plugged && connector.session == null && connector.operative) {
        return connector.number;
      }
    }
    return connectors.free();
  }

  static boolean possible(Connectors connectors, long number, String idToken) {
    if (!connectors.has(number)) {
      return false;
    }
    Connector connector = connectors.at((int) number);
    Connector.Reservation reservation = connector.reservation;
    return connector.session == null
        && connector.operative
        && !connector.faulted
        && connector.awaited == null
        && (reservation == null || reservation.idToken().equals(idToken));
  }
}
