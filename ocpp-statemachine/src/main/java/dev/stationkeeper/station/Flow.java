// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Several steps with a station that belong together, such as a report in parts or a reset and the
 * boot after it. It outlives connections and restarts and reaches exactly one end; every step has a
 * deadline.
 *
 * @param id unique for its station
 * @param kind the name of its {@link FlowKind}
 * @param step where it stands, in the words of its kind
 * @param since when it reached that step
 * @param deadline by when the step must be over
 * @param commandId the command that it follows; null when it was begun by something else
 * @param requestId by which the station names it; null where the messages have none
 * @param attributes what its kind keeps, at most {@link #LONGEST} characters
 */
public record Flow(
    String id,
    String kind,
    String step,
    Instant since,
    Instant deadline,
    @Nullable String commandId,
    @Nullable Integer requestId,
    JsonView attributes) {
  /** Longest attributes of a flow, in characters. */
  public static final int LONGEST = 4096;

  /** True when it follows that command. */
  public boolean follows(Command command) {
    return command.id().equals(commandId);
  }

  /** True when the flow had that command sent. */
  public boolean sent(Command command) {
    return command.by().equals(author());
  }

  /** True when the station's message names this flow. */
  public boolean isNamedBy(JsonView payload) {
    OptionalLong told = payload.number("requestId");
    return requestId != null && told.isPresent() && told.getAsLong() == requestId;
  }

  /** Who its commands are by. */
  String author() {
    return "flow:" + id;
  }
}
