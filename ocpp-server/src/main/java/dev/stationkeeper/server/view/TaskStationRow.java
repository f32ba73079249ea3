// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task on one station.
 *
 * @param status of the command as in {@link CommandRow}; {@code refused} when the station does not
 *     get it, {@code waiting} before the command is queued
 * @param refusal why it is refused
 */
public record TaskStationRow(
    String station,
    String commandId,
    String status,
    @Nullable String refusal,
    @Nullable JsonView response,
    @Nullable Instant endedAt) {}
