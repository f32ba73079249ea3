// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.JsonView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Charging profiles, as far as a driver would notice: the first period of the last profile limits
 * the connector. No stack levels, no schedule over time.
 */
final class ChargingLimits {
  private static final double WATTS_PER_AMPERE = 230.0 * 3;

  private ChargingLimits() {}

  /** Takes a limit for one connector, or for all when {@code number} is 0. */
  static boolean set(Station station, long number, Optional<JsonView> schedule) {
    if (schedule.isEmpty() || !known(station, number)) {
      return false;
    }
    List<JsonView> periods = schedule.get().objects("chargingSchedulePeriod");
    Optional<BigDecimal> limit =
        periods.isEmpty() ? Optional.empty() : periods.getFirst().decimal("limit");
    if (limit.isEmpty()) {
      return false;
    }
    boolean amperes = schedule.get().string("chargingRateUnit").orElse("").equals("A");
    double watts = limit.get().doubleValue() * (amperes ? WATTS_PER_AMPERE : 1);
    for (Connector connector : station.connectors().all()) {
      if (number == 0 || number == connector.number) {
        station.connectors().meter(connector);
        connector.limitWatts = watts;
        station.connectors().statuses().report(connector);
      }
    }
    return true;
  }

  /** Answers whether there was a limit. */
  static boolean clear(Station station, long number) {
    boolean found = false;
    for (Connector connector : station.connectors().all()) {
      if ((number == 0 || number == connector.number) && connector.limitWatts != null) {
        station.connectors().meter(connector);
        connector.limitWatts = null;
        station.connectors().statuses().report(connector);
        found = true;
      }
    }
    return found;
  }

  private static boolean known(Station station, long number) {
    return number == 0 || station.connectors().has(number);
  }
}
