// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InUseTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final InUse inUse = new InUse();

  @Test
  void ofStationsThatAskAtOnceOnlySoManyGetIt() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> starts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String station = "S" + i;
        starts.add(() -> inUse.claim(station, "t", "card", 3, NOW));
      }
      int got = 0;
      for (Future<Boolean> claimed : threads.invokeAll(starts)) {
        got += claimed.get() ? 1 : 0;
      }
      assertEquals(3, got);
    }
  }

  @Test
  void aTransactionIsNoRivalOfItself() {
    assertTrue(inUse.claim("A", "t", "card", 1, NOW));
    assertTrue(inUse.claim("A", "t", "card", 1, NOW), "asked again");
    assertFalse(inUse.claim("B", "u", "card", 1, NOW));
    inUse.ends("A", "t");
    assertTrue(inUse.claim("B", "u", "card", 1, NOW));
  }

  @Test
  void aStartWithoutAnIdBecomesItsTransaction() {
    assertTrue(inUse.claim("A", InUse.start(1), "card", 1, NOW));
    inUse.runs("A", "17", "card");
    assertEquals(1, inUse.count("card"));
    inUse.ends("A", "17");
    assertEquals(0, inUse.count("card"));
  }

  @Test
  void aStartThatNobodyConfirmedIsForgotten() {
    assertTrue(inUse.claim("A", InUse.start(1), "card", 1, NOW));
    Instant later = NOW.plus(Duration.ofMinutes(11));
    assertFalse(inUse.claim("B", InUse.start(1), "card", 1, NOW.plusSeconds(60)));
    assertTrue(inUse.claim("A", InUse.start(2), "card", 1, later));
    assertEquals(1, inUse.count("card"));
  }

  @Test
  void aStationThatIsSeenAnewBringsWhatRuns() {
    inUse.runs("A", "1", "card");
    inUse.runs("A", "2", "other");
    inUse.clear("A");
    inUse.runs("A", "2", "other");
    assertEquals(0, inUse.count("card"));
    assertEquals(1, inUse.count("other"));
  }
}
