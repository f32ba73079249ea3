// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.tck.GivenHandler.Case;
import dev.stationkeeper.tck.bad.BadHandlers;
import dev.stationkeeper.tck.banned.EndsTheProcess;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules can fail: one bad handler for each, and each is caught by its rule and no other. */
class HandlerTckTest {
  private static final Set<OcppVersion> ALL = Set.copyOf(OcppVersion.all());

  /** The rule about memory takes seconds and concerns the one that hoards. */
  private static final Map<Integer, String> QUICK = Map.of(404, "takes long");

  private static final Set<Capability> STATE = Set.of(Capability.SNAPSHOTS);
  private static final Set<Capability> EVERYTHING =
      Set.of(Capability.SNAPSHOTS, Capability.INTERRUPTIBLE, Capability.UNLOADABLE);

  static Stream<Arguments> bad() {
    return Stream.of(
        bad(101, BadHandlers.IsNotNamed.class),
        bad(102, BadHandlers.HasAStrangeRole.class),
        bad(103, BadHandlers.IsMadeForAnotherSpi.class),
        Arguments.of(104, new Case(EndsTheProcess.class, Set.of(), ALL, false, QUICK)),
        bad(201, BadHandlers.OpensAtTheSecondAttempt.class),
        bad(202, BadHandlers.CannotCloseUnstarted.class),
        bad(203, BadHandlers.LeavesAThread.class),
        Arguments.of(
            204,
            new Case(
                BadHandlers.LeavesItsLoader.class,
                Set.of(Capability.UNLOADABLE),
                ALL,
                false,
                QUICK)),
        bad(301, BadHandlers.AnswersEverything.class),
        Arguments.of(
            302,
            new Case(
                BadHandlers.KeepsEveryRule.class, STATE, Set.of(OcppVersion.V1_6), false, QUICK)),
        bad(303, BadHandlers.TrustsPayloads.class),
        bad(304, BadHandlers.AnswersAStrangeStatus.class),
        Arguments.of(
            305, new Case(BadHandlers.Waits.class, STATE, Set.of(OcppVersion.V1_6), false, QUICK)),
        Arguments.of(306, new Case(BadHandlers.IsDeaf.class, EVERYTHING, ALL, true, QUICK)),
        Arguments.of(307, new Case(BadHandlers.NeverRecovers.class, STATE, ALL, true, QUICK)),
        bad(401, BadHandlers.DoesNotKnowItsOwnState.class),
        bad(402, BadHandlers.TakesAnyState.class),
        bad(403, BadHandlers.MixesStations.class),
        bad(404, BadHandlers.Hoards.class));
  }

  private static Arguments bad(int rule, Class<? extends OcppHandler> type) {
    return Arguments.of(rule, new Case(type, STATE, ALL, false, rule == 404 ? Map.of() : QUICK));
  }

  @AfterEach
  void noHandlerIsGiven() {
    GivenHandler.CASE.set(null);
  }

  @ParameterizedTest(name = "rule {0}: {1}")
  @MethodSource("bad")
  void aBadHandlerIsCaughtByItsRuleAndNoOther(int rule, Case given) {
    assertEquals(Set.of(rule), run(given).broken());
  }

  @Test
  void everyRuleHasItsBadHandler() {
    SortedSet<Integer> proved = new TreeSet<>();
    bad().forEach(each -> proved.add((Integer) each.get()[0]));
    assertEquals(RuleRun.rulesOf(HandlerTck.class), proved);
  }

  @Test
  void aSoundHandlerKeepsEveryRule() {
    RuleRun run = run(new Case(BadHandlers.KeepsEveryRule.class, EVERYTHING, ALL, true, Map.of()));
    assertEquals(Set.of(), run.broken());
    assertEquals(Set.of(302), run.not(), "it serves every version");
    assertEquals(18, run.kept().size());
  }

  @Test
  void whatIsNotClaimedOrSkippedIsNotTestedAndSaidSo() {
    RuleRun run =
        run(
            new Case(
                BadHandlers.KeepsEveryRule.class,
                Set.of(),
                ALL,
                false,
                Map.of(404, "the machine is small")));
    assertEquals(Set.of(204, 302, 306, 307, 401, 402, 404), run.not());
    assertTrue(run.broken().isEmpty(), run.toString());
  }

  private static RuleRun run(Case given) {
    GivenHandler.CASE.set(given);
    return RuleRun.of(GivenHandler.class);
  }
}
