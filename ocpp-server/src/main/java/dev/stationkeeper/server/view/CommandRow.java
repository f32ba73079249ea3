// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command and what became of it.
 *
 * @param status as in the API: queued, sent, accepted, rejected, error, timedOut, expired,
 *     cancelled
 * @param response the station's payload verbatim, null before the end
 */
public record CommandRow(
    String id,
    String station,
    String action,
    JsonView payload,
    String status,
    @Nullable JsonView response,
    String by,
    Instant queuedAt,
    @Nullable Instant sentAt,
    @Nullable Instant endedAt,
    Instant expiresAt) {}
