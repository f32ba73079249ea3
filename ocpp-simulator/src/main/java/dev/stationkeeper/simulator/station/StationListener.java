// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;

/**
 * Sees what happens at a station: tests, statistics, scripts. Called on the station's thread; must
 * return at once and not throw.
 */
public interface StationListener {
  /** A listener that looks away. */
  StationListener NONE = new StationListener() {};

  /** A frame went out. */
  default void sent(String frame) {}

  /** A frame came in. */
  default void received(String frame) {}

  /** The connection is open. */
  default void opened() {}

  /** The connection is gone, or was not to be had. */
  default void closed(Closed why) {}

  /** The CSMS answered a BootNotification; or, with NONE, a reset undid the last one. */
  default void registered(Registration registration) {}

  /**
   * A CALL of the station came to an end.
   *
   * @param nanos from the moment in which the call was due to its answer: a call that had to wait
   *     for an earlier one counts the wait (no coordinated omission)
   */
  default void answered(Action action, CallOutcome outcome, long nanos) {}

  /** A CALL of the CSMS arrived; the station's answer follows. */
  default void called(Frame.Call call) {}

  /** The CSMS broke the protocol. */
  default void violation(String what) {}

  /** A transaction message is sent again, because it was refused or not answered. */
  default void repeated(Action action) {}

  /** A message was given up: attempts used up, or the queue was full. */
  default void dropped(Action action) {}
}
