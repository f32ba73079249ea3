// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RespondersTest {
  private final Rig rig = Rig.manual(SupervisionPolicy.DEFAULT.withMailboxes(64, 2, 3));
  private final Script first = new Script("first");
  private final Script second = new Script("second");

  private String asked(String tag) {
    CompletableFuture<Outcome> outcome = rig.ask(tag);
    rig.run();
    return Rig.text(outcome);
  }

  private void publish(long sequence) {
    rig.managers()
        .forStation(Rig.STATION)
        .publish(
            new Occurrence(sequence, rig.scheduler.instant(), "Something", JsonView.EMPTY, false));
  }

  @Test
  void areAskedInDeclaredOrderUntilOneDoesNotPass() {
    first.on("unsure", (r, s) -> Answer.pass());
    first.on("no", (r, s) -> Answer.error(ErrorCode.SECURITY_ERROR, "no"));
    second.on("unsure-both", (r, s) -> Answer.pass());
    first.on("unsure-both", (r, s) -> Answer.pass());
    rig.install(second, HandlerRole.RESPONDER, 20).install(first, HandlerRole.RESPONDER, 10);
    assertEquals("first1", asked("any"));
    assertEquals("second1", asked("unsure"));
    assertEquals("SecurityError", asked("no"));
    assertEquals("passed", asked("unsure-both"));
  }

  @Test
  void areAskedInOrderOfInstallationWhenDeclaredEqual() {
    rig.install(second, HandlerRole.RESPONDER, 10).install(first, HandlerRole.RESPONDER, 10);
    assertEquals("second1", asked("any"));
  }

  @Test
  void withoutHandlersNobodyHasAnOpinion() {
    assertEquals("passed", asked("any"));
  }

  @Test
  void anObserverIsNeverAsked() {
    rig.install(first, HandlerRole.OBSERVER, 1);
    assertEquals("passed", asked("any"));
  }

  @Test
  void aLaterAnswerKeepsTheTurnAndItsDeadline() {
    CompletableFuture<Answer> promised = new CompletableFuture<>();
    first.on("later", (r, s) -> Answer.later(promised));
    rig.responder(first);
    CompletableFuture<Outcome> later = rig.ask("later");
    CompletableFuture<Outcome> behind = rig.ask("any");
    rig.run();
    assertEquals("open", Rig.text(later));
    assertEquals("open", Rig.text(behind));
    promised.complete(Script.reply("kept"));
    rig.run();
    assertEquals("kept", Rig.text(later));
    assertEquals("first1", Rig.text(behind));
  }

  @Test
  void aPromiseThatIsNotKeptIsAnsweredAtTheDeadlineAndCountedWhenItComes() {
    CompletableFuture<Answer> promised = new CompletableFuture<>();
    first.on("later", (r, s) -> Answer.later(promised));
    rig.responder(first);
    CompletableFuture<Outcome> later = rig.ask("later");
    rig.run();
    rig.scheduler.advance(Rig.PATIENCE);
    assertEquals("failed: The promised answer did not come by the deadline", Rig.text(later));
    promised.complete(Script.reply("late"));
    rig.run();
    assertEquals(1, rig.slot("first").lateAnswers());
    assertEquals("first1", asked("any"));
  }

  @Test
  void aFullMailboxOfAnObserverLosesTheOldestAndSaysHowMany() {
    rig.install(first, HandlerRole.OBSERVER, 1);
    for (int i = 1; i <= 5; i++) {
      publish(i);
    }
    rig.run();
    assertEquals(List.of("1:lost 2", "1:3", "1:4", "1:5"), List.copyOf(first.seen));
    assertEquals(2, rig.slot("first").lostEvents());
  }

  @Test
  void aSlowObserverDelaysNobody() {
    rig.install(first, HandlerRole.OBSERVER, 1);
    rig.install(second, HandlerRole.RESPONDER, 2);
    rig.managers().forStation(Rig.STATION);
    rig.run();
    publish(1);
    Runnable slow = rig.calls.removeFirst();
    assertEquals("second1", asked("any"));
    slow.run();
    assertEquals(List.of("1:1"), List.copyOf(first.seen));
  }

  @Test
  void oneThatDetachesIsNotAskedAgainUntilItIsResumed() {
    first.on("leave", (r, s) -> Answer.detach("not my station"));
    rig.responder(first);
    assertEquals("passed", asked("leave"));
    assertEquals(List.of("stopped detached"), List.copyOf(first.seen));
    assertEquals("passed", asked("any"));
    rig.managers().resume(new HandlerId("first"), Rig.STATION);
    assertEquals("first2", asked("any"));
  }

  @Test
  void closingStopsInReverseOrderOfInstallationAndLaterQuestionsPass() {
    rig.install(first, HandlerRole.RESPONDER, 1).install(second, HandlerRole.RESPONDER, 2);
    EventManager manager = rig.managers().forStation(Rig.STATION);
    rig.run();
    manager.close();
    assertEquals(1, rig.calls.size());
    rig.run();
    assertEquals(List.of("stopped stationClosed"), List.copyOf(first.seen));
    assertEquals(List.of("stopped stationClosed"), List.copyOf(second.seen));
  }

  @Test
  void aNameIsTakenOnce() {
    rig.responder(first);
    assertThrows(IllegalArgumentException.class, () -> rig.responder(new Script("first")));
  }

  @Test
  void aSwapHandsTheSnapshotOverAndLosesNothing() {
    rig.responder(first);
    rig.put("any");
    rig.run();
    Script newer = new Script("first");
    CompletableFuture<Optional<String>> swapped =
        rig.managers()
            .changes()
            .swap(
                new HandlerId("first"),
                HandlerSpec.of(new HandlerId("first"), HandlerRole.RESPONDER, newer))
            .toCompletableFuture();
    CompletableFuture<Outcome> during = rig.ask("any");
    settle();
    assertEquals(Optional.empty(), swapped.getNow(Optional.of("open")));
    assertEquals(List.of("restored from 1"), List.copyOf(newer.seen));
    assertEquals("first1", Rig.text(during));
    assertEquals(2, rig.slot("first").generation());
  }

  @Test
  void aSwapToAHandlerThatDoesNotOpenIsRolledBack() {
    rig.responder(first);
    rig.put("any");
    rig.run();
    Script newer = new Script("first");
    newer.opening =
        (number, restored) -> {
          throw new IllegalStateException("unknown schema");
        };
    CompletableFuture<Optional<String>> swapped =
        rig.managers()
            .changes()
            .swap(
                new HandlerId("first"),
                HandlerSpec.of(new HandlerId("first"), HandlerRole.RESPONDER, newer))
            .toCompletableFuture();
    settle();
    assertEquals(
        Optional.of("java.lang.IllegalStateException: unknown schema"),
        swapped.getNow(Optional.of("open")));
    assertEquals(List.of("stopped swapped", "restored from 1"), List.copyOf(first.seen));
    assertEquals("first2", asked("any"));
  }

  private void settle() {
    for (int i = 0; i < 20; i++) {
      rig.run();
      rig.scheduler.advance(Duration.ofMillis(1));
    }
  }
}
