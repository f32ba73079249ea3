// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import org.jspecify.annotations.Nullable;

/**
 * What led to an event.
 *
 * @param connection number of the connection at the time, 0 when there was none
 * @param messageId of the CALL it came from
 * @param commandId of the command it came from
 * @param decidedBy {@code handler#generation} or user, where somebody decided
 */
public record Cause(
    long connection,
    @Nullable String messageId,
    @Nullable String commandId,
    @Nullable String decidedBy) {
  /** Nothing known. */
  public static final Cause NONE = new Cause(0, null, null, null);
}
