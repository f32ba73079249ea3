// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.time.Instant;

/**
 * A text frame that passed.
 *
 * @param sent true from the station, false from the CSMS
 */
public record RecordedFrame(Instant at, boolean sent, String text) {
  @Override
  public String toString() {
    return (sent ? "> " : "< ") + text;
  }
}
