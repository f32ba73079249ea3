// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command to many stations.
 *
 * @param stations how many it is for
 * @param counts how many of them are in which state, as {@link TaskStationRow#status} spells it
 */
public record TaskRow(
    String id,
    String action,
    JsonView payload,
    @Nullable String note,
    String by,
    Instant startedAt,
    Instant expiresAt,
    int stations,
    Map<String, Integer> counts) {
  public TaskRow {
    counts = Map.copyOf(counts);
  }
}
