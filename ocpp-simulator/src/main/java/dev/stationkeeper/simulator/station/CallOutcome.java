// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;

/** What became of a CALL of the station. */
public sealed interface CallOutcome {
  /** The CSMS answered with a CALLRESULT. */
  record Result(JsonView payload) implements CallOutcome {}

  /** The CSMS refused with a CALLERROR. */
  record Refused(ErrorCode code, String description) implements CallOutcome {}

  /** No answer within the call timeout, as often as the station tried. */
  record TimedOut() implements CallOutcome {}

  /** Never sent, or the connection went before the answer; the station will not try again. */
  record Lost(String why) implements CallOutcome {}

  /** True for a CALLRESULT. */
  default boolean isResult() {
    return this instanceof Result;
  }

  /**
   * The payload of the CALLRESULT.
   *
   * @throws IllegalStateException when it was another outcome, which the message names
   */
  default JsonView payload() {
    if (this instanceof Result(JsonView payload)) {
      return payload;
    }
    throw new IllegalStateException("No CALLRESULT: " + this);
  }
}
