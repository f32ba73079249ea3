// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassesTest {
  private final Rig rig = Rig.manual(SupervisionPolicy.DEFAULT.withRestarts(4, 4));
  private final Script script = new Script("auth");

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }

    @Override
    public synchronized Throwable getCause() {
      return new Hostile();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new OutOfMemoryError("no trace either");
    }

    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }

  private static int depth(int level) {
    return level < 0 ? 0 : 1 + depth(level + 1);
  }

  private static Arguments broken(FailureClass kind, String name, Script.Behaviour behaviour) {
    return Arguments.of(kind, Named.of(name, behaviour));
  }

  static Stream<Arguments> whatACrashIs() {
    return Stream.of(
        broken(
            FailureClass.EXCEPTION,
            "an unchecked exception",
            (r, s) -> {
              throw new IllegalArgumentException("x");
            }),
        broken(
            FailureClass.EXCEPTION,
            "a checked exception",
            (r, s) -> {
              throw new IOException("x");
            }),
        broken(
            FailureClass.EXCEPTION,
            "an exception whose every method throws",
            (r, s) -> {
              throw new Hostile();
            }),
        broken(
            FailureClass.ERROR,
            "an error",
            (r, s) -> {
              throw new AssertionError("x");
            }),
        broken(
            FailureClass.STACK_OVERFLOW,
            "endless recursion",
            (r, s) -> Script.reply("depth" + depth(0))),
        broken(
            FailureClass.OUT_OF_MEMORY,
            "memory exhausted",
            (r, s) -> {
              throw new OutOfMemoryError("by hand");
            }),
        broken(
            FailureClass.OUT_OF_MEMORY,
            "more memory than there is",
            (r, s) -> Script.reply("length" + new long[Integer.MAX_VALUE].length)),
        broken(
            FailureClass.EXCEPTION,
            "an exception that is the cause of its cause",
            (r, s) -> {
              IllegalStateException one = new IllegalStateException("one");
              throw new IllegalArgumentException("other", one.initCause(new IOException(one)));
            }),
        broken(FailureClass.INVALID_ANSWER, "null", (r, s) -> null),
        broken(
            FailureClass.INVALID_ANSWER,
            "an answer against the schema",
            (r, s) -> Script.reply("bad")),
        broken(
            FailureClass.INVALID_ANSWER,
            "later inside later",
            (r, s) ->
                Answer.later(
                    CompletableFuture.completedFuture(Answer.later(new CompletableFuture<>())))),
        broken(
            FailureClass.EXCEPTION,
            "a later answer that fails",
            (r, s) -> Answer.later(CompletableFuture.failedFuture(new IOException("x")))));
  }

  @ParameterizedTest
  @MethodSource("whatACrashIs")
  void aCrashIsReplacedAndThenReported(FailureClass kind, Script.Behaviour behaviour) {
    script.on("boom", behaviour);
    rig.responder(script);
    CompletableFuture<Outcome> failed = rig.ask("boom");
    rig.run();
    assertTrue(Rig.text(failed).startsWith("failed: "), Rig.text(failed));
    SupervisionEvent.HandlerCrashed crash = (SupervisionEvent.HandlerCrashed) rig.events.getFirst();
    assertEquals(kind, crash.failure());
    assertTrue(crash.text().length() <= 4000);
    CompletableFuture<Outcome> next = rig.ask("fine");
    rig.run();
    assertEquals("auth2", Rig.text(next));
  }

  @ParameterizedTest
  @MethodSource("linkageErrors")
  @DisplayName("Defect 4: a method that is missing is named, and is no pass")
  void anIncompatiblePluginIsNotRestarted(Error error) {
    script.on(
        "boom",
        (r, s) -> {
          throw error;
        });
    rig.responder(script);
    CompletableFuture<Outcome> failed = rig.ask("boom");
    CompletableFuture<Outcome> waiting = rig.ask("fine");
    rig.run();
    assertTrue(Rig.text(failed).startsWith("failed: " + error.getClass().getName()));
    assertEquals("passed", Rig.text(waiting));
    assertEquals(SlotState.QUARANTINED, rig.slot("auth").state());
    assertEquals(1, script.opened.get());
  }

  static Stream<Error> linkageErrors() {
    return Stream.of(
        new NoClassDefFoundError("a/B"),
        new AbstractMethodError("a.B.c()"),
        new NoSuchMethodError("a.B.d()"),
        new ExceptionInInitializerError("static"));
  }

  @Test
  void afterAHundredFailuresInASecondTracesAreLeftOut() {
    Rig storm = Rig.manual(SupervisionPolicy.DEFAULT.withRestarts(1_000, 1_000));
    script.on(
        "boom",
        (r, s) -> {
          throw new IllegalStateException("again");
        });
    storm.responder(script);
    for (int i = 0; i <= TraceBudget.PER_SECOND; i++) {
      storm.put("boom");
      storm.run();
    }
    storm.scheduler.advance(Duration.ofSeconds(1));
    storm.put("boom");
    storm.run();
    List<Boolean> traced =
        storm.events.stream()
            .filter(SupervisionEvent.HandlerCrashed.class::isInstance)
            .map(event -> ((SupervisionEvent.HandlerCrashed) event).text().contains("\n  at "))
            .toList();
    assertEquals(TraceBudget.PER_SECOND + 2, traced.size());
    assertEquals(List.of(true, false, true), traced.subList(99, 102));
  }

  @Test
  void theSecondTimeMemoryRunsOutItIsQuarantined() {
    script.on(
        "boom",
        (r, s) -> {
          throw new OutOfMemoryError("by hand");
        });
    rig.responder(script);
    rig.put("boom");
    rig.run();
    assertEquals(SlotState.RUNNING, rig.slot("auth").state());
    rig.put("boom");
    rig.run();
    assertEquals(SlotState.QUARANTINED, rig.slot("auth").state());
  }

  @Test
  @DisplayName("Defect 2: a handler that crashes on every request is given up and not looped")
  void crashingOnEveryRequestSpendsTheBudgetAndAnOperatorLiftsTheQuarantine() {
    script.on(
        "boom",
        (r, s) -> {
          throw new IllegalStateException("again");
        });
    rig.responder(script);
    for (int i = 0; i < 5; i++) {
      CompletableFuture<Outcome> failed = rig.ask("boom");
      rig.run();
      assertEquals("failed: java.lang.IllegalStateException: again", Rig.text(failed));
    }
    assertEquals(SlotState.QUARANTINED, rig.slot("auth").state());
    assertEquals("HandlerQuarantined", rig.told.get(rig.told.size() - 2));
    CompletableFuture<Outcome> passed = rig.ask("fine");
    assertEquals("passed", Rig.text(passed));
    rig.managers().resume(new HandlerId("auth"));
    CompletableFuture<Outcome> served = rig.ask("fine");
    rig.run();
    assertEquals("auth6", Rig.text(served));
  }

  @Test
  void restartsBeyondTheImmediateOnesPause() {
    Rig slow = Rig.manual(SupervisionPolicy.DEFAULT.withRestarts(4, 1));
    script.on(
        "boom",
        (r, s) -> {
          throw new IllegalStateException("again");
        });
    slow.responder(script);
    slow.put("boom");
    slow.run();
    CompletableFuture<Outcome> second = slow.ask("boom");
    slow.run();
    assertEquals(SlotState.BACKOFF, slow.slot("auth").state());
    assertEquals("open", Rig.text(second));
    slow.scheduler.advance(SupervisionPolicy.DEFAULT.firstPause());
    slow.run();
    assertEquals(SlotState.RUNNING, slow.slot("auth").state());
    assertEquals("failed: java.lang.IllegalStateException: again", Rig.text(second));
  }

  @Test
  void anOpenThatFailsIsTriedAgainWhileRequestsWait() {
    script.opening =
        (number, restored) -> {
          if (number <= 2) {
            throw new IOException("backend away");
          }
        };
    rig.responder(script);
    CompletableFuture<Outcome> waiting = rig.ask("fine");
    rig.run();
    assertEquals("auth3", Rig.text(waiting));
    assertEquals(
        List.of("HandlerCrashed", "HandlerCrashed", "HandlerReinstalled", "Answered fine"),
        List.copyOf(rig.told));
  }

  @Test
  @DisplayName("Defect 3: a handler that cannot be installed again costs nothing but itself")
  void aPluginThatDoesNotStartIsQuarantinedAndItsRequestsPass() {
    HandlerProvider broken =
        () -> {
          throw new IllegalStateException("no configuration");
        };
    rig.managers().install(HandlerSpec.of(new HandlerId("dead"), HandlerRole.RESPONDER, broken));
    CompletableFuture<Outcome> asked = rig.ask("fine");
    for (int i = 0; i < 10; i++) {
      rig.run();
      rig.scheduler.advance(Duration.ofSeconds(1));
    }
    assertEquals(SlotState.QUARANTINED, rig.managers().handlers().getFirst().state());
    assertEquals("passed", Rig.text(asked));
  }

  @Test
  void anAnswerThatIsNoJsonIsInvalid() {
    JsonView garbage = JsonView.ofVerified("no json");
    GivenRequest request =
        new GivenRequest(
            new Question(
                new MessageId("m"),
                OcppVersion.V1_6,
                Action.of("Authorize"),
                JsonView.EMPTY,
                rig.scheduler.instant(),
                rig.scheduler.instant()),
            PayloadReader.NONE);
    assertThrows(
        InvalidAnswerException.class,
        () -> Verdict.of(Answer.reply(garbage), request, AnswerCheck.WELL_FORMED));
  }
}
