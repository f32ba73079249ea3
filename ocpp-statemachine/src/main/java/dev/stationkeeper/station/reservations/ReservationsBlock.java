// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.reservations;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;

/** Block H, Reservation; 1.6 Reservation profile. */
public final class ReservationsBlock implements Block {
  private final ReservationFlow reservation = new ReservationFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of("ReservationStatusUpdate", new Acknowledged())
        : Map.of();
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(reservation);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    reservation.begin(turn, occasion);
  }
}
