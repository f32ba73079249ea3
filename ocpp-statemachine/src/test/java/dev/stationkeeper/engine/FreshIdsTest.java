// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class FreshIdsTest {
  private static final Instant NOW = FreshIds.EPOCH.plusSeconds(1000);

  @Test
  void transactionIdsGoOnWhereTheClockOrTheLogIsFurther() {
    assertEquals(1000, new FreshIds(0, NOW).transactionId());
    assertEquals(5001, new FreshIds(5000, NOW).transactionId());
    assertEquals(1, new FreshIds(0, FreshIds.EPOCH.minusSeconds(5)).transactionId());
  }

  @Tag("T16-06")
  @Test
  void aRestartNeverGivesOutAnIdAgain() {
    int before = new FreshIds(0, NOW).transactionId();
    assertNotEquals(before, new FreshIds(before, NOW).transactionId());
    assertNotEquals(before, new FreshIds(0, NOW.plusSeconds(1)).transactionId());
  }

  @Tag("T16-06")
  @Test
  void anExhaustedCounterSaysSoAndStaysPositive() {
    FreshIds ids = new FreshIds(Integer.MAX_VALUE, NOW);
    assertEquals(Integer.MAX_VALUE, ids.transactionId());
    assertThrows(IllegalStateException.class, ids::transactionId);
    assertThrows(IllegalStateException.class, ids::transactionId);
  }

  @Tag("RPC-03")
  @Test
  void messageIdsFitTheProtocol() {
    assertEquals(36, new FreshIds(0, NOW).messageId().length());
  }
}
