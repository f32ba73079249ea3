// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm.
 *
 * @param open false once it was cleared
 * @param acknowledgedBy who has seen it
 */
public record AlarmRow(
    String id,
    String kind,
    String severity,
    @Nullable String station,
    String text,
    boolean open,
    Instant raisedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy) {}
