// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;

/** What a station that works flat out sends next. On the station's thread. */
interface FlatOutWork {
  /** A CALL to be sent. */
  record Step(Action action, JsonView payload) {}

  /** The next CALL, made at {@code now}. */
  Step next(Instant now);

  /** The answer to the last one; empty when it was refused or timed out. */
  default void answered(JsonView answer) {}
}
