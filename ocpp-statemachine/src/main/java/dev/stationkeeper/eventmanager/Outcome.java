// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;

/** What became of a {@link Question}. {@code by} is {@code handler#generation}, for the record. */
public sealed interface Outcome {
  /** A handler answered. */
  record Answered(JsonView payload, String by) implements Outcome {}

  /** A handler wants a CALLERROR. */
  record Refused(ErrorCode code, String description, String by) implements Outcome {}

  /** No handler had an opinion. */
  record Passed() implements Outcome {}

  /** A handler crashed, hung or answered nonsense; it has been reinstalled or fenced already. */
  record Failed(String reason, String by) implements Outcome {}
}
