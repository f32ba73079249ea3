// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import dev.stationkeeper.ocpp.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One row of a version's generated table.
 *
 * @param response null for a message that is never answered
 */
public record ActionCodecs(
    String action,
    Direction direction,
    String block,
    MessageCodec<?> request,
    @Nullable MessageCodec<?> response) {}
