// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station as the read model knows it.
 *
 * @param version OCPP number such as {@code 2.0.1} of the last connection
 * @param registration Accepted, Pending or Rejected; null before the first boot
 * @param lastSeen time of the station's last event, to the second; heartbeats leave none (the
 *     engine knows later)
 * @param connectors by EVSE and number, those that reported a status
 */
public record StationRow(
    String id,
    boolean connected,
    @Nullable String version,
    @Nullable String registration,
    @Nullable Instant lastSeen,
    @Nullable String vendor,
    @Nullable String model,
    @Nullable String serialNumber,
    @Nullable String firmware,
    @Nullable String label,
    List<ConnectorRow> connectors) {
  public StationRow {
    connectors = List.copyOf(connectors);
  }
}
