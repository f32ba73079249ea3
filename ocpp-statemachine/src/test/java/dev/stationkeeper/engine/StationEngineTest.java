// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static dev.stationkeeper.engine.Bench.STATION;
import static dev.stationkeeper.engine.Bench.fact;
import static dev.stationkeeper.engine.Bench.nothing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.TimerKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StationEngineTest {
  private final Bench bench = new Bench();

  /** A machine that makes an event of every frame and answers it, and of nothing else. */
  private static Step answered(Input input) {
    if (input instanceof Input.Received received) {
      String id = received.frame().id().value();
      return new Step(List.of(fact(id)), Session.NONE, List.of(answer(received)));
    }
    return nothing();
  }

  private static Effect answer(Input.Received received) {
    return new Effect.Send(
        received.connection(), new Frame.CallResult(received.frame().id(), JsonView.EMPTY));
  }

  private static Command command(String id) {
    return new Command(
        id, Action.of("Reset"), JsonView.EMPTY, Instant.parse("2026-03-01T12:05:00Z"), "admin");
  }

  @Test
  void nothingIsAnsweredBeforeItIsDurable() {
    bench.machine(StationEngineTest::answered);
    bench.log.hold();
    bench.call(bench.connect(), "a");
    bench.executor.runAll();
    assertEquals(List.of(), bench.sent);
    assertEquals(0, bench.engines.state(STATION).orElseThrow().seq());

    bench.log.sync();
    bench.executor.runAll();
    assertEquals(List.of("1 [3,\"a\",{}]"), bench.sent);
    assertEquals(1, bench.engines.state(STATION).orElseThrow().seq());
  }

  @Test
  void inputsThatWaitTogetherShareOneAppend() {
    bench.machine(StationEngineTest::answered);
    long connection = bench.connect();
    bench.call(connection, "a");
    bench.call(connection, "b");
    bench.call(connection, "c");
    bench.executor.runAll();
    assertEquals(List.of(3), bench.log.batchSizes());
    assertEquals(List.of("1 [3,\"a\",{}]", "1 [3,\"b\",{}]", "1 [3,\"c\",{}]"), bench.sent);
  }

  @Test
  void inputsWaitWhileAnAppendIsInFlightAndThenShareTheNext() {
    bench.machine(StationEngineTest::answered);
    bench.log.hold();
    long connection = bench.connect();
    bench.call(connection, "a");
    bench.executor.runAll();
    bench.call(connection, "b");
    bench.call(connection, "c");
    bench.executor.runAll();
    assertEquals(1, bench.log.pendingCount());

    bench.log.sync();
    bench.executor.runAll();
    bench.log.sync();
    bench.executor.runAll();
    assertEquals(List.of(1, 2), bench.log.batchSizes());
    assertEquals(3, bench.sent.size());
  }

  @Test
  void whatMakesNoEventIsAnsweredAtOnce() {
    bench.machine(
        input ->
            input instanceof Input.Received received
                ? new Step(List.of(), Session.NONE, List.of(answer(received)))
                : nothing());
    bench.log.hold();
    bench.call(bench.connect(), "beat");
    bench.executor.runAll();
    assertEquals(List.of("1 [3,\"beat\",{}]"), bench.sent);
    assertEquals(0, bench.log.pendingCount());
  }

  @Test
  void aFailedAppendAcknowledgesNothingAndStartsOverFromTheLog() {
    bench.machine(StationEngineTest::answered);
    bench.log.failWith(new IOException("disk"));
    long connection = bench.connect();
    bench.call(connection, "a");
    bench.executor.runAll();
    assertEquals(List.of(), bench.sent);
    assertEquals(List.of("1 1011"), bench.closed);
    assertEquals(1, bench.count("append_failed"));

    bench.log.failWith(null);
    bench.loader.runAll();
    bench.executor.runAll();
    assertInstanceOf(Input.Restarted.class, bench.inputs.getLast());

    bench.engines.closed(STATION, connection, 1011, "");
    bench.call(bench.connect(), "a");
    bench.executor.runAll();
    assertEquals(List.of("2 [3,\"a\",{}]"), bench.sent);
    assertEquals(1, bench.engines.state(STATION).orElseThrow().seq());
  }

  @Test
  void aLogThatKeepsFailingIsTriedAgainWithGrowingPauses() {
    bench.machine(input -> new Step(List.of(fact("x")), Session.NONE, List.of()));
    bench.log.failWith(new IOException("disk"));
    bench.connect();
    bench.executor.runAll();
    bench.loader.runAll();
    bench.executor.runAll();
    assertEquals(2, bench.count("append_failed"));
    assertEquals(0, bench.loader.size());

    bench.time.advance(Duration.ofMillis(999));
    assertEquals(0, bench.loader.size());
    bench.time.advance(Duration.ofMillis(1));
    bench.loader.runAll();
    bench.executor.runAll();
    assertEquals(3, bench.count("append_failed"));
    bench.time.advance(Duration.ofMillis(1999));
    assertEquals(0, bench.loader.size());
    bench.log.failWith(null);
    bench.time.advance(Duration.ofMillis(1));
    bench.loader.runAll();
    bench.executor.runAll();
    assertEquals(1, bench.engines.state(STATION).orElseThrow().seq());
  }

  @Test
  void aSecondWriterWinsAndThisOneTakesOverWhatItWrote() {
    bench.machine(StationEngineTest::answered);
    bench.log.hold();
    bench.call(bench.connect(), "a");
    bench.executor.runAll();
    bench.log.intrude(
        STATION, new EventLog.NewEvent(fact("other"), bench.time.instant(), Cause.NONE));
    bench.log.sync();
    bench.executor.runAll();
    assertEquals(1, bench.count("append_conflict"));
    assertEquals(List.of(), bench.sent);

    bench.loader.runAll();
    bench.executor.runAll();
    assertEquals(1, bench.engines.state(STATION).orElseThrow().seq());
  }

  @Test
  void aDefectOfTheMachineCostsTheConnectionAndNotTheStation() {
    bench.machine(
        input -> {
          if (input instanceof Input.Received received
              && received.frame().id().value().equals("bad")) {
            throw new AssertionError("defect");
          }
          return answered(input);
        });
    long connection = bench.connect();
    bench.call(connection, "good");
    bench.call(connection, "bad");
    bench.executor.runAll();
    assertEquals(List.of("1 1011"), bench.closed);
    assertEquals(List.of("1 [3,\"good\",{}]"), bench.sent);
    assertEquals(1, bench.count("machine_failed"));

    bench.call(bench.connect(), "next");
    bench.executor.runAll();
    assertEquals("2 [3,\"next\",{}]", bench.sent.getLast());
  }

  @Test
  void aFullMailboxClosesTheConnectionThatFillsIt() {
    long connection = bench.connect();
    IntStream.range(0, 4).forEach(i -> bench.call(connection, "m" + i));
    assertEquals(1, bench.count("mailbox_full"));
    assertEquals(List.of("1 1013"), bench.closed);
  }

  @Test
  void aQuestionCarriesItsDeadlineAndItsOutcomeComesBackAsAnInput() {
    bench.machine(
        input -> {
          if (input instanceof Input.Received received) {
            return new Step(
                List.of(),
                Session.NONE,
                List.of(
                    new Effect.Ask(
                        received.connection(),
                        received.frame().id(),
                        OcppVersion.V1_6,
                        Action.of("Authorize"),
                        JsonView.EMPTY,
                        bench.time.instant())));
          }
          return input instanceof Input.Decided
              ? new Step(List.of(fact("decided")), Session.NONE, List.of())
              : nothing();
        });
    bench.call(bench.connect(), "q");
    bench.executor.runAll();
    var asked = bench.questions.entrySet().iterator().next();
    assertEquals(bench.time.instant().plusSeconds(20), asked.getKey().deadline());
    assertFalse(bench.engines.awaitIdle(Duration.ZERO));

    asked.getValue().accept(new Outcome.Answered(JsonView.parse("{\"x\":1}"), "tokens#3"));
    asked.getValue().accept(new Outcome.Passed());
    bench.executor.runAll();
    assertEquals(
        new Input.Decided(1, new MessageId("q"), JsonView.parse("{\"x\":1}")),
        bench.inputs.getLast());
    assertEquals(new Cause(1, "q", null, "tokens#3"), bench.log.events().getFirst().cause());
    assertEquals(1, bench.count("second_outcome"));
    assertTrue(bench.engines.awaitIdle(Duration.ZERO));
  }

  @Test
  void aTimerFiresOnceAndOnlyInItsLastSetting() {
    TimerKey key = new TimerKey("call", "1");
    bench.machine(
        input -> {
          if (!(input instanceof Input.Received received)) {
            return nothing();
          }
          Effect effect =
              received.frame().id().value().equals("cancel")
                  ? new Effect.CancelTimer(key)
                  : new Effect.SetTimer(key, bench.time.instant().plusSeconds(30));
          return new Step(List.of(), Session.NONE, List.of(effect));
        });
    long connection = bench.connect();
    bench.call(connection, "set");
    bench.executor.runAll();
    bench.time.advance(Duration.ofSeconds(29));
    bench.call(connection, "again");
    bench.executor.runAll();
    assertEquals(1, bench.time.size());
    bench.time.advance(Duration.ofSeconds(29));
    bench.executor.runAll();
    assertInstanceOf(Input.Received.class, bench.inputs.getLast());
    bench.time.advance(Duration.ofSeconds(1));
    bench.executor.runAll();
    assertEquals(new Input.TimerFired(key), bench.inputs.getLast());

    bench.call(connection, "set");
    bench.executor.runAll();
    bench.call(connection, "cancel");
    bench.time.advance(Duration.ofSeconds(30));
    bench.executor.runAll();
    assertInstanceOf(
        Input.Received.class, bench.inputs.getLast(), "it ran out while its cancel was waiting");
  }

  @Test
  void observersHearOfAnEventWhenItIsDurableAndBehindTheAnswer() {
    bench.machine(StationEngineTest::answered);
    bench.log.hold();
    bench.call(bench.connect(), "a");
    bench.executor.runAll();
    assertEquals(List.of(), bench.occurrences);
    bench.log.sync();
    bench.executor.runAll();
    assertEquals(1, bench.occurrences.getFirst().sequence());
    assertEquals("FrameRejected", bench.occurrences.getFirst().type());
    assertFalse(bench.occurrences.getFirst().replayed());
  }

  @Test
  void aCommandIsTakenWhenDurableAndEndsOnce() throws Exception {
    bench.machine(
        input ->
            switch (input) {
              case Input.CommandSubmitted submitted ->
                  new Step(List.of(fact("queued")), Session.NONE, List.of());
              case Input.Received received ->
                  new Step(
                      List.of(),
                      Session.NONE,
                      List.of(
                          new Effect.CommandProgress(
                              "c1", CommandStatus.ACCEPTED, JsonView.EMPTY)));
              default -> nothing();
            });
    bench.log.hold();
    CommandTicket ticket = bench.engines.submit(STATION, command("c1"));
    bench.executor.runAll();
    assertFalse(ticket.taken().toCompletableFuture().isDone());
    bench.log.sync();
    bench.executor.runAll();
    assertEquals(CommandStatus.QUEUED, ticket.taken().toCompletableFuture().get().status());
    assertFalse(ticket.ended().toCompletableFuture().isDone());

    bench.call(bench.connect(), "a");
    bench.executor.runAll();
    assertEquals(CommandStatus.ACCEPTED, ticket.ended().toCompletableFuture().get().status());
    assertEquals(new Cause(0, null, "c1", "admin"), bench.log.events().getFirst().cause());
  }

  @Test
  void aCommandThatTheLogDidNotTakeFails() {
    bench.machine(
        input ->
            input instanceof Input.CommandSubmitted
                ? new Step(List.of(fact("queued")), Session.NONE, List.of())
                : nothing());
    bench.log.failWith(new IOException("disk"));
    CommandTicket ticket = bench.engines.submit(STATION, command("c1"));
    bench.executor.runAll();
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> ticket.ended().toCompletableFuture().get());
    assertInstanceOf(StationUnavailableException.class, failure.getCause());
    assertThrows(ExecutionException.class, () -> ticket.taken().toCompletableFuture().get());
  }

  @Test
  void noMoreStationsAreTakenInThanTheLimit() {
    bench.connect();
    bench.engines.opened(new StationId("CS-2"), OcppVersion.V1_6, "192.0.2.1:2", 0);
    assertThrows(
        RejectedExecutionException.class,
        () -> bench.engines.opened(new StationId("CS-3"), OcppVersion.V1_6, "192.0.2.1:3", 0));
    assertEquals(2, bench.engines.size());
    assertEquals(1, bench.count("station_limit"));
  }

  @Test
  void framesOfAClosedConnectionAreDropped() {
    long connection = bench.connect();
    bench.engines.closed(STATION, connection, 1006, "");
    bench.engines.closed(STATION, connection, 1006, "");
    bench.call(connection, "late");
    bench.executor.runAll();
    assertEquals(1, bench.count("frame_of_closed_connection"));
    assertEquals(2, bench.inputs.size(), "opened and closed once");
  }
}
