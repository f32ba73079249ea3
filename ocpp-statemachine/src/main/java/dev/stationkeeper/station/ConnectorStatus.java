// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last status of a connector.
 *
 * @param status as the version spells it, for example {@code Occupied}
 * @param errorCode of 1.6, null where none was told
 * @param at since when, by the station's clock but never later than the arrival
 * @param provisional true when the station has restarted since: any newer report replaces it,
 *     whatever its time
 */
public record ConnectorStatus(
    ConnectorId id, String status, @Nullable String errorCode, Instant at, boolean provisional) {

  boolean isNewerThan(Instant other) {
    return !provisional && at.isAfter(other);
  }

  ConnectorStatus afterReboot() {
    return new ConnectorStatus(id, status, errorCode, at, true);
  }
}
