// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One test, because a class is initialised once in a process. */
class SlowStaticInitialiserTest {
  private static final CountDownLatch BEGAN = new CountDownLatch(1);
  private static final CountDownLatch END = new CountDownLatch(1);

  private static final class Slow implements OcppHandler {
    static {
      BEGAN.countDown();
      boolean over = false;
      while (!over) {
        try {
          over = END.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          // Deaf to interrupts is what this is.
          over = false;
        }
      }
    }

    @Override
    public StationHandler open(StationContext station, Optional<Snapshot> restored) {
      return request -> Script.reply("slow");
    }
  }

  @Test
  void isGivenUpAtTheDeadlineHoldsNobodyElseAndServesOnceItIsOver() throws Exception {
    SupervisionPolicy policy = SupervisionPolicy.DEFAULT;
    Rig rig = Rig.threaded(policy);
    try {
      rig.managers()
          .install(HandlerSpec.of(new HandlerId("slow"), HandlerRole.OBSERVER, Slow::new));
      rig.responder(new Script("auth"));
      assertTrue(BEGAN.await(30, TimeUnit.SECONDS));
      assertEquals("auth1", Rig.await(rig.ask("fine")), "another handler answers meanwhile");
      rig.scheduler.advance(policy.startDeadline());
      rig.scheduler.advance(policy.grace());
      assertTrue(
          rig.events.stream()
              .anyMatch(
                  event ->
                      event instanceof SupervisionEvent.PluginFailed failed
                          && failed.failure() == FailureClass.HUNG),
          rig.told::toString);
    } finally {
      END.countDown();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              rig.scheduler.advance(Duration.ZERO);
              return rig.slot("slow").state() == SlotState.RUNNING;
            });
  }
}
