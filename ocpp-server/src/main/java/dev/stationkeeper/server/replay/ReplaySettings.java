// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.station.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What is asked again, and how.
 *
 * @param stations by their ids; all when empty
 * @param from only CALLs that were answered then or later
 * @param to only CALLs that were answered before
 * @param policy of the station machine, as the server has it
 * @param patience for one decision
 * @param failures of the handler after which the replay ends, at least 1
 */
public record ReplaySettings(
    Set<String> stations,
    Instant from,
    Instant to,
    Policy policy,
    Duration patience,
    int failures) {
  /** So many failures end a replay when nobody says otherwise. */
  public static final int USUAL_FAILURES = 100;

  public ReplaySettings {
    stations = Set.copyOf(stations);
    if (failures < 1) {
      throw new IllegalArgumentException("failures is at least 1: " + failures);
    }
  }

  /** All stations, all times, with what a server has that configures nothing. */
  public static ReplaySettings everything() {
    return new ReplaySettings(
        Set.of(), Instant.MIN, Instant.MAX, Policy.DEFAULT, Duration.ofSeconds(20), USUAL_FAILURES);
  }

  boolean wants(String station) {
    return stations.isEmpty() || stations.contains(station);
  }

  boolean wants(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
