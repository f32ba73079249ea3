// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.util.Set;

/** How flows of one kind go on. Stateless: all that a flow knows is in the {@link Flow}. */
public interface FlowKind {
  /** Its name in events, unique over all blocks. Never changed: the log has it. */
  String name();

  /** Every step that a flow of this kind can be in, by the names that events have. */
  Set<String> steps();

  /** Something happened while {@code flow} runs. Most of it does not concern it. */
  void on(Turn turn, Flow flow, Occasion occasion);

  /** The step took too long. Ends the flow unless its kind knows better. */
  default void overdue(Turn turn, Flow flow) {
    turn.flows().end(flow, FlowSteps.TIMED_OUT);
  }
}
