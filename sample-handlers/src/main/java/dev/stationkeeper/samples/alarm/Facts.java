// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules remember of the log, up to a position. Kept as JSON by its members' names; times
 * are milliseconds since 1970.
 */
final class Facts {
  /** Of what is kept; another one is made anew from the log. */
  static final String VERSION = "facts-1";

  private static final int MOST = 1_000_000;

  /** Everything up to here is in it. */
  long position;

  Map<String, StationFacts> stations = new LinkedHashMap<>();
  Map<String, Condition> conditions = new LinkedHashMap<>();

  /** Events of stations beyond the bound. */
  transient long leftOut;

  /** What is remembered of a station. */
  static final class StationFacts {
    boolean connected;

    /** When it was last known to have said something. */
    long heard;

    /** True when it says less than it should. */
    boolean silent;

    /** Between heartbeats, as it was told at its boot; 0 when it was not. */
    long interval;

    /** The newest state of each energy meter, in Wh, by transaction; empties with it. */
    Map<String, BigDecimal> meters = new LinkedHashMap<>(2);
  }

  /** The facts of a station; null when there are more stations than are followed. */
  @Nullable StationFacts station(String id) {
    StationFacts known = stations.get(id);
    if (known == null) {
      if (stations.size() >= MOST) {
        leftOut++;
        return null;
      }
      known = new StationFacts();
      stations.put(id, known);
    }
    return known;
  }
}
