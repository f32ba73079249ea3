// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in a station's message trace.
 *
 * @param direction {@code in} when the station asked, {@code out} when we did
 * @param action null for text that was no frame
 * @param answeredAt when the answer to our call came; null for a station's call, which is answered
 *     at {@code at}
 * @param error the end of our call when it was no answer, the code of a CALLERROR, or the reason
 *     why a text was no frame
 */
public record MessageRow(
    long position,
    String station,
    Instant at,
    String direction,
    @Nullable String messageId,
    @Nullable String action,
    @Nullable JsonView request,
    @Nullable JsonView response,
    @Nullable String error,
    @Nullable Instant answeredAt) {}
