// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;

/**
 * An event of the log.
 *
 * @param position global, rising, with gaps
 * @param station the station, or {@code $system}
 * @param sequence the station's own, gap-free
 */
public record EventRow(
    long position,
    String station,
    long sequence,
    Instant at,
    String type,
    int version,
    JsonView payload,
    Cause cause) {}
