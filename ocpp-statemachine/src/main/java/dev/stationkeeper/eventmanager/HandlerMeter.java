// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;

/**
 * Hears how long vendor code took, for metrics and traces. Called on the vendors' threads and on
 * timers: must neither block nor throw, and bound what it keeps.
 */
public interface HandlerMeter {
  /** Hears of nothing. */
  HandlerMeter NONE = new HandlerMeter() {};

  /**
   * A call of vendor code has ended, whatever it was for.
   *
   * @param outcome one of {@code done}, {@code reply}, {@code refusal}, {@code pass}, {@code
   *     pending}, {@code detach}, {@code late} (nobody waited for it any more) and the names of
   *     {@link FailureClass} in lower case
   */
  default void called(HandlerId handler, String outcome, Duration took) {}

  /**
   * A handler was asked for a decision and came back, by itself or with a failure. One that never
   * comes back is not heard of.
   *
   * @param failed true when it threw or answered nonsense
   */
  default void decided(
      StationId station, HandlerId handler, MessageId question, boolean failed, Duration took) {}
}
