// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;

/**
 * What blocks and flows are told of while a step is decided. The facts of it are recorded already,
 * and what is owed to the station for it is answered, unless its decision is still awaited.
 */
public sealed interface Occasion {
  /** A socket is up. */
  record Connected() implements Occasion {}

  /** The socket is gone. */
  record Disconnected() implements Occasion {}

  /**
   * The station sent a CALL that is served and fits its schema; not told for a repetition under the
   * same id.
   */
  record Said(InboundCall call) implements Occasion {
    /** True when it is that action. */
    public boolean is(String action) {
      return call.action().name().equals(action);
    }
  }

  /** A CALL of the station that needed a decision was answered with {@code response}. */
  record Answered(InboundCall call, JsonView response) implements Occasion {}

  /** The station sent a message that wants no answer (2.1). */
  record Streamed(Frame.Send send) implements Occasion {}

  /** A command is on its way. What it asks for may come before its answer. */
  record CommandSent(Command command) implements Occasion {}

  /** A flow has reached its end. */
  record FlowOver(Flow flow, String outcome) implements Occasion {}

  /** A command has reached its end. */
  record CommandEnded(Command command, CommandStatus status, JsonView response)
      implements Occasion {
    /** True when the station answered it, with yes or no. */
    public boolean isAnswered() {
      return status == CommandStatus.ACCEPTED || status == CommandStatus.REJECTED;
    }

    /** True when it was sent and no answer came: the station may have done it all the same. */
    public boolean isUncertain() {
      return status == CommandStatus.TIMED_OUT
          || (status == CommandStatus.ERROR
              && response.string("code").orElse("").equals(Outbound.CONNECTION_LOST));
    }
  }
}
