// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  @Test
  @Tag("CON-23")
  void intervalsOfAFleetAreSpreadAndThatOfAStationIsAlwaysTheSame() {
    Policy policy = Policy.DEFAULT.withSpread(20);
    int[] byTenSeconds = new int[6];
    for (int i = 0; i < 10_000; i++) {
      StationId station = new StationId("CS-" + i);
      Duration spread = policy.spread(station, INTERVAL);
      assertEquals(spread, policy.spread(station, INTERVAL));
      byTenSeconds[(int) spread.minus(INTERVAL).toSeconds() / 10]++;
    }
    for (int stations : byTenSeconds) {
      assertTrue(stations > 1_000 && stations < 2_500, () -> stations + " within ten seconds");
    }
    assertEquals(INTERVAL, Policy.DEFAULT.spread(new StationId("CS-1"), INTERVAL));
  }
}
