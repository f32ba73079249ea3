// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.bad.BadConsumers;
import dev.stationkeeper.tck.banned.ConsumerThatEndsTheProcess;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of consumers can fail: one bad consumer for each, caught by its rule and no other. */
class ConsumerTckTest {
  static Stream<Arguments> bad() {
    return Stream.of(
        bad(101, BadConsumers.IsNotNamed.class),
        bad(102, BadConsumers.SaysItLooksOn.class),
        bad(103, BadConsumers.IsMadeForAnotherSpi.class),
        Arguments.of(
            104, new GivenConsumer.Case(ConsumerThatEndsTheProcess.class, false, false, Set.of())),
        bad(201, BadConsumers.OpensAtTheSecondAttempt.class),
        bad(202, BadConsumers.CannotCloseUnstarted.class),
        bad(203, BadConsumers.LeavesAThread.class),
        Arguments.of(
            204,
            new GivenConsumer.Case(BadConsumers.LeavesItsLoader.class, true, true, Set.of(504))),
        bad(501, BadConsumers.KnowsEveryType.class),
        bad(502, BadConsumers.FailsOnRepetitions.class),
        bad(503, BadConsumers.NeverFlushes.class),
        bad(504, BadConsumers.Hoards.class),
        bad(505, BadConsumers.AcknowledgesFirst.class),
        bad(506, BadConsumers.SkipsRepetitions.class),
        bad(507, BadConsumers.TurnsTheOrder.class));
  }

  private static Arguments bad(int rule, Class<? extends ConsumerHandler> type) {
    // The rule about memory takes a second and concerns the one that hoards.
    Set<Integer> skipped = rule == 504 ? Set.of() : Set.of(504);
    return Arguments.of(rule, new GivenConsumer.Case(type, true, false, skipped));
  }

  @AfterEach
  void noConsumerIsGiven() {
    GivenConsumer.CASE.set(null);
  }

  @ParameterizedTest(name = "rule {0}: {1}")
  @MethodSource("bad")
  void aBadConsumerIsCaughtByItsRuleAndNoOther(int rule, GivenConsumer.Case given) {
    assertEquals(Set.of(rule), run(given).broken());
  }

  @Test
  void everyRuleHasItsBadConsumer() {
    SortedSet<Integer> proved = new TreeSet<>();
    bad().forEach(each -> proved.add((Integer) each.get()[0]));
    assertEquals(RuleRun.rulesOf(ConsumerTck.class), proved);
  }

  @Test
  void aSoundConsumerKeepsEveryRule() {
    RuleRun run =
        run(new GivenConsumer.Case(BadConsumers.KeepsEveryRule.class, true, true, Set.of()));
    assertEquals(Set.of(), run.broken());
    assertEquals(Set.of(), run.not());
    assertEquals(RuleRun.rulesOf(ConsumerTck.class), run.kept());
  }

  @Test
  void whatCannotBeSeenIsNotTestedAndSaidSo() {
    RuleRun run =
        run(new GivenConsumer.Case(BadConsumers.KeepsEveryRule.class, false, false, Set.of(504)));
    assertEquals(Set.of(204, 504, 505, 506, 507), run.not());
    assertEquals(Set.of(), run.broken());
  }

  private static RuleRun run(GivenConsumer.Case given) {
    GivenConsumer.CASE.set(given);
    return RuleRun.of(GivenConsumer.class);
  }
}
