// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flow: several steps with a station that belong together.
 *
 * @param id unique for its station
 * @param kind for example report, reset, reservation
 * @param outcome null while it runs
 * @param deadline of the present, or the last, step
 * @param commandId the command that it follows
 * @param requestId by which the station names it
 * @param attributes of its kind, as it began
 * @param result what there is to say of its end; null while it runs
 */
public record FlowRow(
    String id,
    String kind,
    String step,
    @Nullable String outcome,
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant deadline,
    @Nullable String commandId,
    @Nullable Integer requestId,
    JsonView attributes,
    @Nullable JsonView result) {}
