// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginLifeTest {
  private final Rig rig = Rig.threaded(SupervisionPolicy.DEFAULT);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    end.countDown();
  }

  private static void waitDeaf(CountDownLatch until) {
    boolean over = false;
    while (!over) {
      try {
        over = until.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        // Deaf to interrupts is what this is.
        over = false;
      }
    }
  }

  @Test
  void anOpenThatHangsIsGivenUpAndAnotherOpened() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    Script script = new Script("auth");
    script.opening =
        (number, restored) -> {
          if (number == 1) {
            began.countDown();
            waitDeaf(end);
          }
        };
    rig.responder(script);
    CompletableFuture<Outcome> waiting = rig.ask("fine");
    assertTrue(began.await(30, TimeUnit.SECONDS));
    SupervisionPolicy policy = SupervisionPolicy.DEFAULT;
    rig.scheduler.advance(policy.startDeadline().plus(policy.grace()));
    assertEquals("auth2", Rig.await(waiting));
  }

  /** Starts a thread and forgets it. */
  private final class Leaky implements OcppHandler {
    @Override
    public void start(HandlerEnvironment environment) {
      Thread.ofPlatform().daemon().name("leaked-poller").start(() -> waitDeaf(end));
    }

    @Override
    public StationHandler open(StationContext station, Optional<Snapshot> restored) {
      return request -> Script.reply("leaky");
    }
  }

  @Test
  void threadsThatAPluginLeavesBehindAreNamed() throws Exception {
    HandlerId id = new HandlerId("leaky");
    rig.managers().install(HandlerSpec.of(id, HandlerRole.RESPONDER, Leaky::new));
    assertEquals("leaky", Rig.await(rig.ask("fine")));
    rig.managers().uninstall(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
    List<SupervisionEvent> leaks = List.of();
    for (int i = 0; leaks.isEmpty() && i < 2_000_000; i++) {
      rig.scheduler.advance(SupervisionPolicy.DEFAULT.grace());
      leaks = rig.events.stream().filter(SupervisionEvent.ThreadsLeaked.class::isInstance).toList();
      Thread.onSpinWait();
    }
    assertTrue(leaks.toString().contains("leaked-poller"), leaks::toString);
  }
}
