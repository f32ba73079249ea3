// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many worlds, each from its seed. {@code world.base} is the first one, {@code world.seeds} how
 * many.
 */
class WorldTest {
  private static final long BASE = Long.getLong("world.base", 1);
  private static final int SEEDS = Integer.getInteger("world.seeds", 2_000);
  private static final PrintStream ERRORS = System.err;

  @TempDir Path folder;

  /** Every simulated fault is an error in the program's own log: hundreds of thousands of lines. */
  @BeforeAll
  static void quiet() {
    System.setErr(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterAll
  static void aloud() {
    System.setErr(ERRORS);
  }

  private World.Result run(long seed) {
    return World.run(seed, Mutation.NONE, World.Stores.in(folder));
  }

  @Test
  @Timeout(3_600)
  void everyWorldKeepsEveryPromise() {
    System.out.println(SEEDS + " worlds from seed " + BASE + " on");
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = BASE; seed < BASE + SEEDS; seed++) {
      long one = seed;
      World.Result result = run(seed);
      result.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
      assertTrue(result.broken().isEmpty(), () -> Replay.text(one, result));
    }
    System.out.println(counts);
  }

  /** What no world ever met was not tested. */
  @Test
  void whatCanGoWrongDoes() {
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = 1; seed <= 120; seed++) {
      run(seed).counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
    }
    for (String what :
        List.of(
            "HandlerCrashed",
            "HandlerReinstalled",
            "HandlerQuarantined",
            "HandlerSwapped",
            "SwapRolledBack",
            "ThreadAbandoned",
            "append_failed",
            "call_repeated",
            "call_repeated_in_progress",
            "inbound_queue_full",
            "invalid_answer",
            "late_answer",
            "mailbox_full",
            "outcome_Answered",
            "outcome_Failed",
            "outcome_Passed",
            "outcome_Refused",
            "server_killed",
            "stale_connection")) {
      assertTrue(counts.getOrDefault(what, 0) > 0, () -> what + " never happened: " + counts);
    }
  }

  @Test
  void theSameSeedIsTheSameWorldStepForStep() {
    for (long seed : new long[] {3, 7, 8, 16, 21, 24}) {
      World.Result first = run(seed);
      World.Result second = run(seed);
      for (int i = 0; i < first.last().size(); i++) {
        assertEquals(first.last().get(i), second.last().get(i), "seed " + seed + ", line " + i);
      }
      assertEquals(first.hash(), second.hash(), () -> "seed " + seed);
      assertEquals(first.steps(), second.steps(), () -> "seed " + seed);
    }
    assertNotEquals(run(1).hash(), run(2).hash());
  }

  @Test
  void aFailureSaysHowToReplayIt() {
    World.Result result = World.run(1, new OuterMutants.AnswersTwice(), World.Stores.in(folder));
    String text = Replay.text(1, result);
    assertTrue(text.contains("-Dworld.seeds=1 -Dworld.base=1"), text);
    assertTrue(text.contains("frame CS"), text);
  }
}
