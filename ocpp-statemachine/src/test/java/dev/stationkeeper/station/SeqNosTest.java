// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.station.SeqNos.Gap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeqNosTest {
  @Test
  void aTransactionMayBeginAtAnyNumber() {
    assertEquals(List.of(), SeqNos.NONE.with(41).with(42).gaps());
  }

  @Test
  void aGapIsSplitByWhatComes() {
    assertEquals(List.of(new Gap(1, 3), new Gap(5, 8)), SeqNos.NONE.with(0).with(9).with(4).gaps());
  }

  @Test
  void aHugeJumpCostsNothing() {
    assertEquals(
        List.of(new Gap(1, Integer.MAX_VALUE - 1)),
        SeqNos.NONE.with(0).with(Integer.MAX_VALUE).gaps());
  }

  @Test
  void gapsAreBounded() {
    SeqNos seqNos = SeqNos.NONE;
    for (int i = 0; i < 1000; i += 2) {
      seqNos = seqNos.with(i);
    }
    assertEquals(SeqNos.LIMIT, seqNos.gaps().size());
  }

  @Test
  void whatHasComeIsContainedAndNothingElse() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      SeqNos seqNos = SeqNos.NONE;
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < 25; i++) {
        int next = random.nextInt(40);
        seqNos = seqNos.with(next);
        seen.add(next);
        for (int n = 0; n < 40; n++) {
          assertEquals(seen.contains(n), seqNos.contains(n), "seed " + seed + ", number " + n);
        }
        assertTrue(seqNos.gaps().size() <= SeqNos.LIMIT);
      }
    }
  }
}
