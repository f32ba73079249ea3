// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;

/** What a station answers to a CALL of the CSMS. */
public sealed interface Answer {
  /**
   * A CALLRESULT.
   *
   * @param then what the station does once the answer is on its way
   */
  record Result(JsonView payload, Runnable then) implements Answer {}

  /** A CALLERROR. */
  record Refusal(ErrorCode code, String description) implements Answer {}

  /** No answer at all, as a station that hangs. */
  record Silence() implements Answer {}

  /** A CALLRESULT with nothing to follow. */
  static Answer of(JsonView payload) {
    return new Result(payload, () -> {});
  }

  /** A CALLRESULT with only a status. */
  static Answer status(String status) {
    return of(JsonView.object().put("status", status).build());
  }

  /** A CALLRESULT with only a status, and what follows it. */
  static Answer status(String status, Runnable then) {
    return new Result(JsonView.object().put("status", status).build(), then);
  }
}
