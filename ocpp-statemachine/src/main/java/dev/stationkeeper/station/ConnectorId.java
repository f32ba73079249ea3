// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import org.jspecify.annotations.Nullable;

/**
 * Which connector of a station.
 *
 * @param evse null under 1.6, which has no EVSEs
 * @param connector from 1 within its EVSE; 1.6: from 1 within the station, 0 is the station itself
 */
public record ConnectorId(@Nullable Integer evse, int connector) {
  @Override
  public String toString() {
    return evse == null ? Integer.toString(connector) : evse + "." + connector;
  }
}
