// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How flows go: several steps with a station that belong together. */
public sealed interface FlowEvent extends BlockEvent {
  /**
   * A flow began.
   *
   * @param flowId unique for the station
   * @param kind for example {@code report}, {@code reset}
   * @param deadline by when the step must be over
   * @param commandId the command that it follows
   * @param requestId by which the station names it
   * @param attributes of its kind
   */
  record FlowStarted(
      String flowId,
      String kind,
      String step,
      Instant deadline,
      @Nullable String commandId,
      @Nullable Integer requestId,
      JsonView attributes)
      implements FlowEvent {}

  /** A flow went on to {@code step}; {@code attributes} are those that are new or changed. */
  record FlowAdvanced(
      String flowId, String kind, String step, Instant deadline, JsonView attributes)
      implements FlowEvent {}

  /** A flow has reached its one end; {@code attributes} say what there is to say of it. */
  record FlowEnded(String flowId, String kind, String outcome, JsonView attributes)
      implements FlowEvent {}
}
