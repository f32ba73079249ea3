// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A canary whose threads hang; real threads, virtual deadlines. */
class HungCanaryTest {
  private static final HandlerId AUTH = new HandlerId("auth");
  private static final SupervisionPolicy POLICY = SupervisionPolicy.DEFAULT.withThreads(2, 8);

  private final AtomicBoolean spin = new AtomicBoolean(true);

  @AfterEach
  void letTheHangingGo() {
    spin.set(false);
  }

  @Test
  void itIsTakenBackAndItsLostThreadsAreNotHeldAgainstTheHandler() throws Exception {
    Rig rig = Rig.threaded(POLICY);
    CountDownLatch began = new CountDownLatch(2);
    rig.responder(new Script("auth").on("who", (request, station) -> Script.reply("old")));
    List<StationId> half =
        IntStream.range(0, 100)
            .mapToObj(i -> new StationId("CS" + i))
            .filter(new Share(50)::holds)
            .limit(3)
            .toList();
    half.forEach(station -> rig.managers().forStation(station));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rig.managers().handlers().getFirst().state() == SlotState.RUNNING);
    CompletableFuture<Optional<String>> out =
        rig.managers()
            .changes()
            .canary(
                AUTH,
                HandlerSpec.of(
                    AUTH,
                    HandlerRole.RESPONDER,
                    new Script("auth")
                        .on(
                            "who",
                            (request, station) -> {
                              began.countDown();
                              while (spin.get()) {
                                Thread.onSpinWait();
                              }
                              return Script.reply("late");
                            })),
                50)
            .toCompletableFuture();
    passing(rig, Duration.ZERO, out::isDone);
    assertEquals(Optional.empty(), out.join());
    rig.put(half.get(0), "who");
    rig.put(half.get(1), "who");
    while (!began.await(5, TimeUnit.MILLISECONDS)) {
      rig.scheduler.advance(POLICY.growAfter());
    }
    rig.scheduler.advance(Rig.PATIENCE.plus(POLICY.grace()));
    passing(rig, Duration.ofMillis(100), () -> rig.told.contains("CanaryAborted"));
    for (StationId station : half) {
      CompletableFuture<Outcome> answer = rig.ask(station, "who");
      passing(rig, Duration.ofMillis(1), answer::isDone);
      assertEquals("old", Rig.text(answer));
    }
    assertFalse(rig.told.contains("PluginQuarantined"), rig.told::toString);
    assertTrue(rig.managers().handlers().getFirst().canary().isEmpty());
  }

  /** Real threads do their part while time passes in small steps. */
  private static void passing(Rig rig, Duration step, Callable<Boolean> done) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              rig.scheduler.advance(step);
              return done.call();
            });
  }
}
