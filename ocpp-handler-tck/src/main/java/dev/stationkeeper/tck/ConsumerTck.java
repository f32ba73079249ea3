// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rules that a consumer of the log keeps. Extend it, give the consumer, and say what can be
 * seen of its sink; JUnit does the rest. Numbers and report as in {@link HandlerTck}: 1xx and 2xx
 * are the same rules, 5xx are a consumer's own. The consumer runs on a {@link FakeLog}.
 */
@ExtendWith(TckReport.class)
@SuppressWarnings("MemberName") // a rule's name tells its kind and its number
public abstract class ConsumerTck {
  /** For subclasses. */
  protected ConsumerTck() {}

  /**
   * A new object of the consumer. Called for every rule, several times for some: after a kill with
   * the same sink behind it.
   */
  protected abstract ConsumerHandler consumer();

  /** The settings that it needs. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /** Events each of which must reach the sink, of two stations at least; empty: 505 to 507 rest. */
  protected List<TckEvent> wanted() {
    return List.of();
  }

  /**
   * The positions of the wanted events that have reached the sink so far, in the order in which
   * they did, repetitions included. Asked only where {@link #wanted} is not empty.
   */
  protected List<Long> delivered() {
    return List.of();
  }

  /**
   * Lets the sink go away, so that nothing reaches it, or come back.
   *
   * @return false when this cannot be done; then 505 and 506 are not tested
   */
  protected boolean sinkAway(boolean away) {
    return false;
  }

  /** What the consumer claims: {@link Capability#UNLOADABLE} or nothing. */
  protected Set<Capability> capabilities() {
    return Set.of();
  }

  /** How long the consumer may be at work, in real time, before it counts as hanging. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** Rules not to be tested, by number, each with the reason. */
  protected Map<Integer, String> skipped() {
    return Map.of();
  }

  @BeforeEach
  final void skip(TestInfo rule) {
    SkippedRules.check(rule, skipped());
  }

  @Test
  final void required_rule101_isNamedInItsServiceFile() {
    DeclarationRules.service(consumer().getClass());
  }

  @Test
  final void required_rule102_declaresWhatTheServerNeeds() {
    DeclarationRules.declaration(consumer().getClass(), Set.of(OcppHandlerInfo.CONSUMER));
  }

  @Test
  final void required_rule103_statesAnSpiVersionThatFits() {
    DeclarationRules.spi(consumer().getClass());
  }

  @Test
  final void required_rule104_callsNothingThatEndsOrChangesTheProcess() throws Exception {
    DeclarationRules.bannedCalls(consumer().getClass());
  }

  @Test
  final void required_rule201_startsAndOpensInTime() {
    rules().starts();
  }

  @Test
  final void required_rule202_closesTwiceAndWithoutAStart() {
    rules().closesTwice();
  }

  @Test
  final void required_rule203_leavesNoThreadBehind() throws Exception {
    LifeRules.leavesNoThread(() -> rules().use(rules().log()));
  }

  @Test
  final void optional_rule204_leavesItsClassLoader() throws Exception {
    Assumptions.assumeTrue(
        capabilities().contains(Capability.UNLOADABLE), "not claimed: " + Capability.UNLOADABLE);
    LifeRules.leavesItsLoader(
        consumer().getClass(),
        made -> rules().use(rules().log(() -> (ConsumerHandler) made.get())));
  }

  @Test
  final void required_rule501_takesEventsThatItDoesNotKnow() {
    rules().takesEveryEvent();
  }

  @Test
  final void required_rule502_takesEventsAgain() {
    rules().takesEventsAgain();
  }

  @Test
  final void required_rule503_acknowledgesAllInTheEnd() {
    rules().acknowledges();
  }

  @Test
  final void required_rule504_takesManyEventsInBoundedMemory() {
    rules().boundedMemory();
  }

  @Test
  final void optional_rule505_deliversBeforeItAcknowledges() {
    rules().deliversBeforeItAcknowledges(sink(true));
  }

  @Test
  final void optional_rule506_deliversAllAtLeastOnceOverKills() {
    rules().deliversAllAfterKills(sink(true));
  }

  @Test
  final void optional_rule507_keepsTheOrderOfAStation() {
    rules().keepsTheOrder(sink(false));
  }

  private ConsumerRules.Sink sink(boolean goesAway) {
    Assumptions.assumeFalse(wanted().isEmpty(), "no wanted events are given");
    if (goesAway) {
      Assumptions.assumeTrue(sinkAway(true), "the sink cannot be sent away");
      sinkAway(false);
    }
    return new ConsumerRules.Sink() {
      @Override
      public List<Long> delivered() {
        return ConsumerTck.this.delivered();
      }

      @Override
      public void away(boolean away) {
        sinkAway(away);
      }
    };
  }

  private ConsumerRules rules() {
    return new ConsumerRules(this::consumer, settings(), wanted(), patience());
  }
}
