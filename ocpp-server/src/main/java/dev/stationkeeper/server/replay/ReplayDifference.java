// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that would have been another one.
 *
 * @param position of the answer in the log
 * @param at when it was given
 * @param sentBy who decided it then, {@code handler#generation}; null when nobody did
 * @param sent what the station got: the payload of the CALLRESULT, or {@code errorCode} and {@code
 *     errorDescription} of the CALLERROR
 * @param now what it would have got, in the same form
 * @param changes the members that differ
 * @param failure what the handler did instead of deciding; null when it decided or passed
 */
public record ReplayDifference(
    long position,
    Instant at,
    String station,
    String messageId,
    String action,
    @Nullable String sentBy,
    JsonNode sent,
    JsonNode now,
    List<JsonDifference.Change> changes,
    @Nullable String failure) {
  public ReplayDifference {
    changes = List.copyOf(changes);
  }
}
