// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.bad.BadConsumers;
import dev.stationkeeper.tck.bad.TestSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules over the consumer that {@link ConsumerTckTest} gives; started otherwise, it tests none.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
final class GivenConsumer extends ConsumerTck {
  /** A consumer and what is claimed of it. */
  record Case(
      Class<? extends ConsumerHandler> type, boolean sink, boolean unloads, Set<Integer> skipped) {}

  static final AtomicReference<@Nullable Case> CASE = new AtomicReference<>();

  private static Case given() {
    return Objects.requireNonNull(CASE.get(), "no consumer is given");
  }

  @BeforeEach
  void isGiven(TestInfo rule) {
    Assumptions.assumeTrue(CASE.get() != null, "no consumer is given");
    TestSink.reset();
    BadConsumers.OpensAtTheSecondAttempt.TRIED.set(!rule.getDisplayName().contains("rule201"));
  }

  @Override
  protected ConsumerHandler consumer() {
    try {
      return given().type().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Override
  protected List<TckEvent> wanted() {
    return given().sink()
        ? List.of(
            TckEvent.of("CS-1", "TransactionEnded", "{\"reason\":\"Local\"}"),
            TckEvent.of("CS-2", "TransactionEnded", "{\"reason\":\"Remote\"}"))
        : List.of();
  }

  @Override
  protected List<Long> delivered() {
    return TestSink.delivered();
  }

  @Override
  protected boolean sinkAway(boolean away) {
    TestSink.away(away);
    return true;
  }

  @Override
  protected Set<Capability> capabilities() {
    return given().unloads() ? Set.of(Capability.UNLOADABLE) : Set.of();
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(2);
  }

  @Override
  protected Map<Integer, String> skipped() {
    Case given = CASE.get();
    return given == null
        ? Map.of()
        : given.skipped().stream().collect(Collectors.toMap(rule -> rule, rule -> "not now"));
  }
}
