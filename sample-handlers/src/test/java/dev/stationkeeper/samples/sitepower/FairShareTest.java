// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.sitepower.FairShare.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairShareTest {
  @Test
  void whoNeedsLessLeavesTheRestToTheOthersEvenly() {
    assertEquals(
        Map.of("a", 100, "b", 250, "c", 250),
        FairShare.of(
            Map.of("L1", 600),
            List.of(claim("a", 100, "L1"), claim("b", 320, "L1"), claim("c", 320, "L1"))));
  }

  @Test
  void whoseLeastDoesNotFitGetsNothingAndTheOthersKeepTheirs() {
    assertEquals(
        Map.of("a", 70, "b", 70, "c", 0),
        FairShare.of(
            Map.of("L1", 140),
            List.of(claim("a", 320, "L1"), claim("b", 320, "L1"), claim("c", 320, "L1"))));
  }

  @Test
  void aFullLineHoldsOnlyThoseThatUseIt() {
    assertEquals(
        Map.of("one", 100, "all", 100, "other", 200),
        FairShare.of(
            Map.of("L1", 200, "L2", 300),
            List.of(
                claim("one", 320, "L1"),
                claim("all", 320, "L1", "L2"),
                claim("other", 320, "L2"))));
  }

  @Test
  void nothingIsEverGivenTwice() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Integer> capacity =
          Map.of(
              "L1", random.nextInt(-50, 900), "L2", random.nextInt(900), "L3", random.nextInt(900));
      List<Claim> claims = new ArrayList<>();
      for (int c = random.nextInt(8); c > 0; c--) {
        String line = "L" + random.nextInt(1, 4);
        claims.add(
            random.nextBoolean()
                ? claim("c" + c, random.nextInt(60, 400), line)
                : claim("c" + c, random.nextInt(60, 400), "L1", "L2", "L3"));
      }
      Map<String, Integer> given = FairShare.of(capacity, claims);
      Map<String, Integer> used = new HashMap<>();
      for (Claim claim : claims) {
        int share = given.getOrDefault(claim.key(), -1);
        assertTrue(share == 0 || (share >= 60 && share <= claim.most()), "seed " + seed + ": " + i);
        claim.uses().forEach(use -> used.merge(use, share, Integer::sum));
      }
      used.forEach(
          (use, sum) ->
              assertTrue(
                  sum <= Math.max(0, capacity.getOrDefault(use, 0)),
                  () -> use + " gives " + sum + " of " + capacity + " to " + claims));
    }
  }

  private static Claim claim(String key, int most, String... uses) {
    return new Claim(key, 60, most, List.of(uses));
  }
}
