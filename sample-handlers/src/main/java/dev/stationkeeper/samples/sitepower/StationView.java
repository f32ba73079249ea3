// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.util.List;

/**
 * What is known of a station at a moment. Immutable; the next one replaces it.
 *
 * @param generation another number is another object that looks: what the one before had sent may
 *     or may not have arrived
 * @param reachable it is connected and accepted
 * @param boots how often it has booted under this generation
 * @param cleared how often our profile was taken from it under this generation
 * @param foreign somebody else's maximum of the station is installed: ours need not hold
 */
record StationView(
    String station,
    long generation,
    boolean reachable,
    long boots,
    long cleared,
    boolean foreign,
    List<Running> running) {
  StationView {
    running = List.copyOf(running);
  }

  /**
   * A transaction under way.
   *
   * @param place the EVSE; the connector under 1.6
   * @param resting its EV takes nothing at present
   */
  record Running(String transactionId, int place, boolean resting) {}
}
