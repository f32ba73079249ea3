// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.CommandResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads that really hang; only the deadlines are virtual. */
class HungHandlerTest {
  private static final SupervisionPolicy POLICY = SupervisionPolicy.DEFAULT;

  private final Script script = new Script("auth");
  private final AtomicBoolean spin = new AtomicBoolean(true);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void letTheHangingGo() {
    spin.set(false);
    never.countDown();
  }

  private Script.Behaviour spinning(CountDownLatch began) {
    return (request, station) -> {
      began.countDown();
      while (spin.get()) {
        Thread.onSpinWait();
      }
      return Script.reply("late");
    };
  }

  @Test
  void anEndlessLoopIsAnsweredAtTheDeadlineAndReplacedAfterTheGrace() throws Exception {
    Rig rig = Rig.threaded(POLICY);
    CountDownLatch began = new CountDownLatch(1);
    rig.responder(script.on("spin", spinning(began)));
    CompletableFuture<Outcome> hung = rig.ask("spin");
    assertTrue(began.await(30, TimeUnit.SECONDS));
    CompletableFuture<Outcome> next = rig.ask("fine");
    rig.scheduler.advance(Rig.PATIENCE.minusMillis(1));
    assertEquals("open", Rig.text(hung));
    rig.scheduler.advance(Duration.ofMillis(1));
    assertEquals("failed: No answer by the deadline", Rig.text(hung));
    assertEquals("passed", Rig.text(next));
    rig.scheduler.advance(POLICY.grace());
    assertEquals("auth2", Rig.await(rig.ask("fine")));
    assertEquals(1, rig.managers().handlers().getFirst().zombies());
    spin.set(false);
  }

  @Test
  void aBlockedCallThatHonoursTheInterruptIsReplacedWithoutAZombie() throws Exception {
    Rig rig = Rig.threaded(POLICY);
    CountDownLatch began = new CountDownLatch(1);
    script.on(
        "block",
        (request, station) -> {
          began.countDown();
          never.await();
          return Script.reply("late");
        });
    rig.responder(script);
    CompletableFuture<Outcome> hung = rig.ask("block");
    assertTrue(began.await(30, TimeUnit.SECONDS));
    rig.scheduler.advance(Rig.PATIENCE);
    assertEquals("failed: No answer by the deadline", Rig.text(hung));
    assertEquals("auth2", Rig.await(rig.ask("fine")));
    assertEquals(0, rig.managers().handlers().getFirst().zombies());
  }

  @Test
  void aReadFromASocketThatNeverAnswersIsGivenUp() throws Exception {
    Rig rig = Rig.threaded(POLICY);
    CountDownLatch began = new CountDownLatch(1);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
      script.on(
          "read",
          (request, station) -> {
            began.countDown();
            return Script.reply("read" + socket.getInputStream().read());
          });
      rig.responder(script);
      CompletableFuture<Outcome> hung = rig.ask("read");
      assertTrue(began.await(30, TimeUnit.SECONDS));
      rig.scheduler.advance(Rig.PATIENCE);
      assertEquals("failed: No answer by the deadline", Rig.text(hung));
      rig.scheduler.advance(POLICY.grace());
      assertEquals("auth2", Rig.await(rig.ask("fine")));
    }
  }

  @Test
  void waitingForItsOwnStationInsideACallFailsAtOnce() throws Exception {
    Rig rig = Rig.threaded(POLICY);
    CompletableFuture<Object> never = new CompletableFuture<>();
    EventManagers managers =
        EventManagers.builder(rig.scheduler)
            .services(
                new HandlerServices() {
                  @Override
                  public CompletionStage<CommandResult> send(
                      StationId station,
                      HandlerId by,
                      Action action,
                      JsonView payload,
                      Duration patience) {
                    return never.thenApply(x -> (CommandResult) x);
                  }
                })
            .build();
    script.on(
        "self",
        (request, station) -> {
          station
              .send(Action.of("Reset"), JsonView.EMPTY, Duration.ofSeconds(30))
              .thenApply(result -> result)
              .toCompletableFuture()
              .join();
          return Script.reply("unreachable");
        });
    managers.install(HandlerSpec.of(new HandlerId("auth"), HandlerRole.RESPONDER, script));
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    managers
        .forStation(Rig.STATION)
        .ask(
            new Question(
                new MessageId("m"),
                OcppVersion.V1_6,
                Action.of("Authorize"),
                JsonView.parse("{\"idTag\":\"self\"}"),
                rig.scheduler.instant(),
                rig.scheduler.instant().plusSeconds(20)),
            outcome::complete);
    assertTrue(Rig.await(outcome).contains("cannot wait for that station"), Rig.text(outcome));
  }

  @Test
  void tenHandlersThatSpinForEverLeaveEveryOtherStationAnswered() throws Exception {
    Rig rig = Rig.threaded(POLICY.withThreads(16, 32));
    CountDownLatch began = new CountDownLatch(10);
    rig.responder(script.on("spin", spinning(began)));
    List<CompletableFuture<Outcome>> spinning = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      spinning.add(rig.ask(new StationId("SPIN" + i), "spin"));
    }
    while (!began.await(5, TimeUnit.MILLISECONDS)) {
      rig.scheduler.advance(POLICY.growAfter());
    }
    List<CompletableFuture<Outcome>> others = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      others.add(rig.ask(new StationId("OK" + i), "fine"));
    }
    // Time moves on so that threads are added, but never to the deadline of those that wait.
    Duration moved = Duration.ZERO;
    while (!others.stream().allMatch(CompletableFuture::isDone)) {
      if (moved.compareTo(Rig.PATIENCE.dividedBy(2)) < 0) {
        rig.scheduler.advance(POLICY.growAfter());
        moved = moved.plus(POLICY.growAfter());
      }
      Thread.onSpinWait();
    }
    assertTrue(others.stream().allMatch(other -> Rig.text(other).startsWith("auth")));
    rig.scheduler.advance(Rig.PATIENCE.plus(POLICY.grace()));
    assertTrue(spinning.stream().allMatch(s -> Rig.text(s).startsWith("failed: ")));
    assertEquals(10, rig.managers().handlers().getFirst().zombies());
    assertTrue(Rig.await(rig.ask(new StationId("OK1"), "fine")).startsWith("auth"));
    spin.set(false);
  }

  @Test
  void tooManyLostThreadsQuarantineThePluginAndStationsAreStillAnswered() throws Exception {
    Rig rig = Rig.threaded(POLICY.withThreads(2, 8));
    CountDownLatch began = new CountDownLatch(2);
    rig.responder(script.on("spin", spinning(began)));
    rig.put(new StationId("SPIN1"), "spin");
    rig.put(new StationId("SPIN2"), "spin");
    while (!began.await(5, TimeUnit.MILLISECONDS)) {
      rig.scheduler.advance(POLICY.growAfter());
    }
    rig.scheduler.advance(Rig.PATIENCE.plus(POLICY.grace()));
    assertEquals(SlotState.QUARANTINED, rig.managers().handlers().getFirst().state());
    assertEquals("passed", Rig.await(rig.ask(new StationId("OK1"), "fine")));
    spin.set(false);
  }
}
