// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.SlotState;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.RetryLaterException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerFeedTest {
  private static final HandlerId SINK = new HandlerId("sink");
  private static final PoisonPolicy THREE = new PoisonPolicy(3, Duration.ZERO, Duration.ZERO);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private SegmentedLog log;
  private SystemLog systemLog;
  private ThreadScheduler scheduler;
  private HandlerFeeds feeds;
  private EventManagers managers;

  @BeforeEach
  void open() throws Exception {
    log = SegmentedLog.open(LogSettings.in(folder.resolve("log")));
    systemLog = new SystemLog(log, Clock.systemUTC());
    begin();
  }

  private void begin() throws Exception {
    scheduler = new ThreadScheduler(Clock.systemUTC());
    feeds = new HandlerFeeds(log, systemLog, folder.resolve("consumers"), THREE);
    managers = EventManagers.builder(scheduler).feeds(feeds).build();
  }

  @AfterEach
  void close() throws Exception {
    end();
    log.close();
  }

  private void end() {
    managers.close();
    scheduler.close();
  }

  private void install(ScriptedConsumer consumer) {
    managers.install(HandlerSpec.of(SINK, HandlerRole.CONSUMER, consumer));
  }

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      LogEntry entry = new LogEntry("Noted", 1, Instant.EPOCH, Cause.NONE, "{\"n\":" + i + "}");
      log.append("CS" + i % 3, SegmentedLog.ANY, List.of(entry)).toCompletableFuture().join();
    }
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static void awaitTaken(ScriptedConsumer consumer, List<Long> wanted) {
    await().atMost(LONG).untilAsserted(() -> assertEquals(wanted, List.copyOf(consumer.taken)));
  }

  private static boolean holds(EventBatch batch, long position) {
    return batch.events().stream().anyMatch(event -> event.position() == position);
  }

  @Test
  void everyEventComesInOrderAndTheCheckpointFollowsTheAcknowledgement() {
    append(20);
    ScriptedConsumer consumer = new ScriptedConsumer();
    install(consumer);
    append(20);
    awaitTaken(consumer, numbers(1, 40));
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertEquals(0, feeds.status().getFirst().lag(), "nothing is owed"));
  }

  @Test
  void whatWasNotAcknowledgedComesAgainAfterARestartMarkedAsReplayed() throws Exception {
    append(10);
    ScriptedConsumer forgetful = new ScriptedConsumer();
    forgetful.after = batch -> {};
    install(forgetful);
    awaitTaken(forgetful, numbers(1, 10));
    end();
    assertEquals(1, forgetful.closed.get(), "closed in order");
    begin();
    append(2);
    ScriptedConsumer careful = new ScriptedConsumer();
    install(careful);
    List<Long> wanted = new ArrayList<>(LongStream.rangeClosed(1, 10).mapToObj(p -> -p).toList());
    wanted.addAll(List.of(11L, 12L));
    awaitTaken(careful, wanted);
    end();
    begin();
    ScriptedConsumer third = new ScriptedConsumer();
    install(third);
    append(1);
    awaitTaken(third, List.of(13L));
  }

  @Test
  void oneAcknowledgementCoversAllBatchesBefore() throws Exception {
    ScriptedConsumer gathering = new ScriptedConsumer();
    gathering.after =
        batch -> {
          if (holds(batch, 9)) {
            batch.acknowledge();
          }
        };
    install(gathering);
    append(9);
    awaitTaken(gathering, numbers(1, 9));
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertEquals(9, feeds.status().getFirst().checkpoint()));
  }

  @Test
  void aCrashReopensItAndAllBehindTheCheckpointComesAgain() {
    AtomicInteger crashes = new AtomicInteger();
    ScriptedConsumer brittle = new ScriptedConsumer();
    brittle.before =
        batch -> {
          if (holds(batch, 5) && crashes.incrementAndGet() == 1) {
            throw new StackOverflowError("simulated");
          }
        };
    append(8);
    install(brittle);
    awaitTaken(brittle, LongStream.rangeClosed(1, 8).mapToObj(p -> -p).toList());
    assertEquals(2, brittle.opened.get());
    assertEquals(0, brittle.closed.get(), "a crashed one is not asked to close");
  }

  @Test
  void anAcknowledgementOfAFencedConsumerCountsForNothing() {
    AtomicReference<@Nullable EventBatch> kept = new AtomicReference<>();
    ScriptedConsumer brittle = new ScriptedConsumer();
    brittle.before =
        batch -> {
          if (kept.compareAndSet(null, batch)) {
            throw new IllegalStateException("simulated");
          }
          requireNonNull(kept.get()).acknowledge();
        };
    brittle.after = batch -> {};
    append(3);
    install(brittle);
    awaitTaken(brittle, List.of(-1L, -2L, -3L));
    assertEquals(0, feeds.status().getFirst().checkpoint());
  }

  @Test
  void anEventItAlwaysFailsOnIsPutAsideAndTheRestGoesOn() {
    ScriptedConsumer picky = new ScriptedConsumer();
    picky.before =
        batch -> {
          if (holds(batch, 4)) {
            throw new IllegalStateException("not this one");
          }
        };
    append(6);
    install(picky);
    await().atMost(LONG).until(() -> feeds.status().getFirst().parked() == 1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              List<Long> seen =
                  picky.taken.stream().map(Math::abs).distinct().filter(n -> n <= 6).toList();
              assertEquals(List.of(1L, 2L, 3L, 5L, 6L), seen);
            });
    assertFalse(picky.types.contains("EventParked"));
    await().atMost(LONG).until(() -> log.position() >= 8);
    assertEquals(
        List.of("EventParked", "AlarmRaised"),
        log.cursor(6).next(10).stream().map(LogRecord::type).toList());
  }

  @Test
  void aSinkThatIsAwayBlamesNoEvent() {
    AtomicInteger refused = new AtomicInteger();
    ScriptedConsumer away = new ScriptedConsumer();
    away.before =
        batch -> {
          if (refused.incrementAndGet() <= 8) {
            throw new RetryLaterException("simulated", Duration.ZERO);
          }
        };
    append(3);
    install(away);
    awaitTaken(away, numbers(1, 3));
    assertEquals(1, away.opened.get());
    assertEquals(0, feeds.status().getFirst().parked());
    assertEquals(0, feeds.status().getFirst().failures());
  }

  @Test
  void oneThatFailsOnEverythingIsQuarantinedAndResumesAtItsCheckpoint() {
    ScriptedConsumer broken = new ScriptedConsumer();
    broken.before =
        batch -> {
          throw new NoSuchMethodError("simulated");
        };
    append(3);
    install(broken);
    await()
        .atMost(LONG)
        .until(() -> managers.handlers().getFirst().state() == SlotState.QUARANTINED);
    broken.before = batch -> {};
    managers.resume(SINK);
    awaitTaken(broken, List.of(-1L, -2L, -3L));
  }

  @Test
  void withoutHistoryItBeginsBehindTheLastEvent() {
    append(5);
    ScriptedConsumer consumer = new ScriptedConsumer();
    consumer.history = false;
    install(consumer);
    await().atMost(LONG).until(() -> !feeds.status().isEmpty());
    append(2);
    awaitTaken(consumer, List.of(6L, 7L));
  }

  @Test
  void aSwapGoesOnWhereTheOldOneHasAcknowledged() throws Exception {
    append(3);
    ScriptedConsumer old = new ScriptedConsumer();
    install(old);
    awaitTaken(old, numbers(1, 3));
    ScriptedConsumer next = new ScriptedConsumer();
    assertTrue(
        managers
            .changes()
            .swap(SINK, HandlerSpec.of(SINK, HandlerRole.CONSUMER, next))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS)
            .isEmpty());
    assertEquals(1, old.closed.get());
    append(2);
    awaitTaken(next, List.of(4L, 5L));
    assertEquals(3, old.taken.size());
  }

  @Test
  void onlyWantedTypesAreGivenAndTheCheckpointPassesTheOthers() {
    ScriptedConsumer consumer = new ScriptedConsumer();
    consumer.wanted = Optional.of(Set.of("AlarmRaised"));
    install(consumer);
    append(5);
    append(new SystemEvent.AlarmRaised("a", "k", "info", null, "text"));
    append(5);
    await().atMost(LONG).until(() -> feeds.status().getFirst().checkpoint() == 11);
    assertEquals(List.of("AlarmRaised"), List.copyOf(consumer.types));
  }

  @Test
  void oneThatWantsNothingIsNotFedAndKeepsItsCheckpoint() throws Exception {
    append(3);
    ScriptedConsumer first = new ScriptedConsumer();
    install(first);
    awaitTaken(first, numbers(1, 3));
    end();
    begin();
    ScriptedConsumer idle = new ScriptedConsumer();
    idle.wanted = Optional.of(Set.of());
    install(idle);
    append(3);
    await().atMost(LONG).until(() -> idle.opened.get() == 1);
    assertEquals(List.of(), feeds.status());
    end();
    begin();
    ScriptedConsumer again = new ScriptedConsumer();
    install(again);
    awaitTaken(again, numbers(4, 6));
    assertEquals(List.of(), List.copyOf(idle.taken));
  }

  @Test
  void oneThatKeepsItsOwnPlaceBeginsThereAndIsToldWhatMayHaveComeBefore() throws Exception {
    append(6);
    ScriptedConsumer first = new ScriptedConsumer();
    install(first);
    awaitTaken(first, numbers(1, 6));
    end();
    begin();
    append(2);
    ScriptedConsumer anew = new ScriptedConsumer();
    anew.begins = OptionalLong.of(3);
    install(anew);
    awaitTaken(anew, List.of(-4L, -5L, -6L, 7L, 8L));
  }

  @Test
  void aPlaceInAnotherLogIsRefused() {
    append(2);
    ScriptedConsumer stranger = new ScriptedConsumer();
    stranger.begins = OptionalLong.of(1_000);
    install(stranger);
    await()
        .atMost(LONG)
        .until(() -> managers.handlers().getFirst().state() == SlotState.QUARANTINED);
    assertEquals(List.of(), List.copyOf(stranger.taken));
  }

  @Test
  void credentialsAreNotAmongTheEvents() {
    ScriptedConsumer consumer = new ScriptedConsumer();
    install(consumer);
    append(new SystemEvent.UserPut("ann", "admin", "hash"));
    append(new SystemEvent.AlarmRaised("a", "k", "info", null, "text"));
    await().atMost(LONG).until(() -> !consumer.types.isEmpty());
    assertEquals(List.of("AlarmRaised"), List.copyOf(consumer.types));
  }

  private void append(SystemEvent event) {
    systemLog.append(event, "test").toCompletableFuture().join();
  }

  @Test
  void aConsumerThatStandsStillHoldsUpNobodyAndItsStopIsBounded() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedConsumer stuck = new ScriptedConsumer();
    stuck.before = batch -> never.await();
    install(stuck);
    ScriptedConsumer lively = new ScriptedConsumer();
    managers.install(HandlerSpec.of(new HandlerId("lively"), HandlerRole.CONSUMER, lively));
    append(10);
    awaitTaken(lively, numbers(1, 10));
    assertTrue(stuck.taken.isEmpty());
  }
}
