// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a station's socket at this moment and is in no event.
 *
 * @param connected true while a socket is open
 * @param connection number of the newest socket, 0 when there never was one
 * @param version of the open socket, null when there is none
 * @param lastSeen when something last came in since this process started, null when nothing did
 */
public record LiveStation(
    StationId id,
    boolean connected,
    long connection,
    @Nullable OcppVersion version,
    @Nullable Instant lastSeen) {}
