// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.util.Map;

/**
 * What a station is to be told.
 *
 * @param limit of the whole station on each of its lines, in tenths of an ampere
 * @param shares of its transactions, by their ids; empty when the station's limit says it all
 */
record Order(String station, int limit, Map<String, Integer> shares) {
  Order {
    shares = Map.copyOf(shares);
  }

  /** What became of an order. */
  enum Fate {
    /** The station has taken it. */
    TAKEN,
    /** The station has said no: what held before holds. */
    REFUSED,
    /** It never left: what held before holds. */
    NOT_SENT,
    /** It may have been taken, or not. */
    UNCERTAIN
  }
}
