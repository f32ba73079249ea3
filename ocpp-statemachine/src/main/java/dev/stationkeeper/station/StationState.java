// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.StationId;

/** What is known of a station: the fold of its events. */
public record StationState(StationId id, long seq) {
  /** A station of which nothing has happened yet. */
  public static StationState unknown(StationId id) {
    return new StationState(id, 0);
  }
}
