// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that the operator knows.
 *
 * @param status Accepted, Blocked, Expired or Invalid
 * @param group the parent (1.6) or group (2.x) token
 */
public record TokenRow(
    String idToken,
    String type,
    String status,
    @Nullable Instant expiresAt,
    @Nullable String group,
    @Nullable String note,
    Instant changedAt) {}
