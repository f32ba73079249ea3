// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

  @Test
  void aStationThatComesWhileTheHandlerIsQuarantinedIsToldSoOnceAndServed() throws Exception {
    HandlerId id = new HandlerId("away");
    AtomicReference<EventManagers> self = new AtomicReference<>();
    List<SupervisionEvent> told = new CopyOnWriteArrayList<>();
    Instant now = Instant.now();
    try (ThreadScheduler scheduler = new ThreadScheduler(Clock.systemUTC());
        EventManagers managers =
            EventManagers.builder(scheduler)
                .listener(
                    event -> {
                      if (event instanceof SupervisionEvent.HandlerQuarantined quarantined) {
                        told.add(event);
                        // As a server does: the observers of the station hear of it.
                        self.get()
                            .forStation(quarantined.station())
                            .publish(new Occurrence(0, now, "T", JsonView.EMPTY, false));
                      }
                    })
                .build()) {
      self.set(managers);
      managers.install(
          HandlerSpec.of(
              id, HandlerRole.RESPONDER, () -> (station, restored) -> request -> Answer.pass()));
      managers.quarantine(id, "test").toCompletableFuture().get(30, TimeUnit.SECONDS);

      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      managers
          .forStation(new StationId("CS-9"))
          .ask(
              new Question(
                  new MessageId("m"),
                  OcppVersion.V1_6,
                  Action.of("Authorize"),
                  JsonView.EMPTY,
                  now,
                  now.plusSeconds(30)),
              outcome::complete);

      assertEquals(new Outcome.Passed(), outcome.get(30, TimeUnit.SECONDS));
      assertEquals(1, told.size());
      assertEquals(1, managers.slots(new StationId("CS-9")).size());
    }
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
