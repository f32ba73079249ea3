// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailureOrderTest {
  private final Rig rig = Rig.manual(SupervisionPolicy.DEFAULT);
  private final Script script = new Script("auth");

  @BeforeEach
  void installAHandlerThatThrowsOnOneToken() {
    script.on(
        "boom",
        (request, station) -> {
          throw new IllegalStateException("no such token");
        });
    rig.responder(script);
    rig.managers().forStation(Rig.STATION);
    rig.run();
  }

  @Test
  @DisplayName("Defect 1: a handler that crashes is installed again before its failure is told")
  void reinstallsBeforeItReportsTheFailure() {
    CompletableFuture<Outcome> failed = rig.ask("boom");
    rig.run();
    assertEquals(
        List.of("HandlerCrashed", "HandlerReinstalled", "Failed boom"), List.copyOf(rig.told));
    assertEquals("failed: java.lang.IllegalStateException: no such token", Rig.text(failed));
    assertEquals(2, rig.slot("auth").generation());
  }

  @Test
  void aRetryThatComesDuringTheReinstallIsAnsweredByTheNewInstance() {
    rig.gateHolds = true;
    CompletableFuture<Outcome> failed = rig.ask("boom");
    rig.run();
    CompletableFuture<Outcome> retry = rig.ask("fine");
    rig.run();
    assertEquals("open", Rig.text(failed));
    assertEquals("open", Rig.text(retry));
    assertEquals(SlotState.RESTARTING, rig.slot("auth").state());
    rig.gated.removeFirst().run();
    rig.run();
    assertEquals("auth2", Rig.text(retry));
    assertEquals(
        List.of("HandlerCrashed", "HandlerReinstalled", "Failed boom", "Answered fine"),
        List.copyOf(rig.told));
  }

  @Test
  void theDeadlineAnswersWhenTheReinstallTakesLongerAndDispatchStaysHeld() {
    rig.gateHolds = true;
    CompletableFuture<Outcome> failed = rig.ask("boom");
    rig.run();
    rig.scheduler.advance(Rig.PATIENCE.minusSeconds(1));
    CompletableFuture<Outcome> next = rig.ask("fine");
    rig.scheduler.advance(Duration.ofSeconds(1));
    assertEquals("failed: java.lang.IllegalStateException: no such token", Rig.text(failed));
    assertEquals("open", Rig.text(next));
    rig.gated.removeFirst().run();
    rig.run();
    assertEquals("auth2", Rig.text(next));
  }

  @Test
  void aRequestThatWaitedUntilItsOwnDeadlinePasses() {
    rig.gateHolds = true;
    rig.put("boom");
    rig.run();
    CompletableFuture<Outcome> waiting = rig.ask("fine");
    rig.scheduler.advance(Rig.PATIENCE);
    assertEquals("passed", Rig.text(waiting));
    rig.gated.removeFirst().run();
    rig.run();
    assertEquals("auth2", await(rig.ask("again")));
  }

  @Test
  void eventsToldDuringTheReinstallReachTheNewInstanceInOrder() {
    rig.gateHolds = true;
    rig.put("boom");
    rig.run();
    for (int i = 1; i <= 3; i++) {
      rig.managers()
          .forStation(Rig.STATION)
          .publish(new Occurrence(i, rig.scheduler.instant(), "Something", JsonView.EMPTY, false));
    }
    rig.gated.removeFirst().run();
    rig.run();
    assertEquals(List.of("2:1", "2:2", "2:3"), List.copyOf(script.seen));
  }

  private String await(CompletableFuture<Outcome> outcome) {
    rig.run();
    return Rig.text(outcome);
  }
}
