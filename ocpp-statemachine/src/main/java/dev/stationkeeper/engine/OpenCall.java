// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.time.Instant;

/**
 * A CALL or SEND between a station and the server, as far as {@link Traffic} hears of it: who and
 * when, never what.
 *
 * @param action as on the wire; a station may send any name
 * @param at when it came in from the socket, or was given to it
 */
public record OpenCall(
    StationId station,
    long connection,
    OcppVersion version,
    MessageId id,
    Action action,
    Instant at) {}
