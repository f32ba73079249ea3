// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;

/** What came back for a question. */
public sealed interface Verdict {
  /** A payload for the CALLRESULT. */
  record Payload(JsonView payload) implements Verdict {}

  /** A CALLERROR, wanted by who decided. */
  record Refusal(ErrorCode code, String description) implements Verdict {}

  /** Nobody had an opinion. */
  record None() implements Verdict {}

  /** No decision could be had. */
  record Failure(String reason) implements Verdict {}
}
