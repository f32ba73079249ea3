// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.simulator.station.Closed;

/** A connection was refused or not to be had. */
public final class NotConnectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Closed why;

  NotConnectedException(Closed why) {
    super(why.code() + " " + why.reason());
    this.why = why;
  }

  /** The HTTP status of the refusal and its reason, or 1006 and what the socket said. */
  public Closed why() {
    return why;
  }
}
