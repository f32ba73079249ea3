// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanaryAndShadowTest {
  private static final HandlerId AUTH = new HandlerId("auth");
  private static final List<StationId> STATIONS =
      IntStream.range(0, 100).mapToObj(i -> new StationId("S" + i)).toList();

  private final Rig rig = Rig.manual(SupervisionPolicy.DEFAULT.withRestarts(2, 2));

  /** Answers with the name of the load, whatever the number of the instance. */
  private static Script named(String load) {
    return new Script("auth").on("who", (request, station) -> Script.reply(load));
  }

  private static HandlerSpec spec(Script script) {
    return HandlerSpec.of(AUTH, HandlerRole.RESPONDER, script);
  }

  private Optional<String> settle(CompletionStage<Optional<String>> change) {
    CompletableFuture<Optional<String>> done = change.toCompletableFuture();
    for (int i = 0; i < 1_000 && !done.isDone(); i++) {
      rig.run();
      rig.scheduler.advance(Duration.ZERO);
    }
    assertTrue(done.isDone(), "the change does not end");
    rig.run();
    return done.join();
  }

  private List<String> who() {
    List<CompletableFuture<Outcome>> asked =
        STATIONS.stream().map(station -> rig.ask(station, "who")).toList();
    rig.run();
    return asked.stream().map(Rig::text).toList();
  }

  private void serve(Script main) {
    rig.responder(main);
    STATIONS.forEach(station -> rig.managers().forStation(station));
    rig.run();
  }

  @Test
  void aCanaryServesItsShareUntilItIsPromoted() {
    serve(named("old"));
    assertEquals(
        Optional.empty(), settle(rig.managers().changes().canary(AUTH, spec(named("new")), 30)));
    List<String> shared = who();
    long canaries = shared.stream().filter("new"::equals).count();
    assertTrue(canaries > 10 && canaries < 50, shared::toString);
    assertEquals(shared, who(), "the same stations each time");
    assertEquals("0 on 30 %", rig.managers().handlers().getFirst().canary());
    assertEquals(Optional.empty(), settle(rig.managers().changes().promote(AUTH)));
    assertEquals(STATIONS.stream().map(s -> "new").toList(), who());
    assertEquals("", rig.managers().handlers().getFirst().canary());
  }

  @Test
  void anAbortedCanaryLeavesTheOldOneEverywhere() {
    serve(named("old"));
    settle(rig.managers().changes().canary(AUTH, spec(named("new")), 50));
    assertTrue(who().contains("new"));
    assertEquals(Optional.empty(), settle(rig.managers().changes().abort(AUTH)));
    assertEquals(STATIONS.stream().map(s -> "old").toList(), who());
  }

  @Test
  void aCanaryThatDoesNotOpenIsRolledBackAndNobodyNotices() {
    serve(named("old"));
    Script broken = named("new");
    broken.opening =
        (number, restored) -> {
          throw new IllegalStateException("does not open");
        };
    Optional<String> reason = settle(rig.managers().changes().canary(AUTH, spec(broken), 50));
    assertTrue(reason.orElse("").contains("does not open"), reason::toString);
    assertEquals(STATIONS.stream().map(s -> "old").toList(), who());
  }

  @Test
  void aCanaryThatIsQuarantinedForOneStationIsAbortedByItself() {
    serve(named("old"));
    Script broken =
        new Script("auth")
            .on(
                "who",
                (request, station) -> {
                  throw new IllegalStateException("broken");
                });
    settle(rig.managers().changes().canary(AUTH, spec(broken), 50));
    StationId unlucky = STATIONS.stream().filter(new Share(50)::holds).findFirst().orElseThrow();
    for (int i = 0; i < 3; i++) {
      rig.put(unlucky, "who");
      rig.run();
    }
    for (int i = 0; i < 1_000 && !rig.told.contains("CanaryAborted"); i++) {
      rig.scheduler.advance(Duration.ZERO);
      rig.run();
    }
    assertEquals(STATIONS.stream().map(s -> "old").toList(), who());
    assertEquals("", rig.managers().handlers().getFirst().canary());
    assertEquals(1, rig.told.stream().filter("HandlerQuarantined"::equals).count());
    assertEquals(1, rig.told.stream().filter("HandlerResumed"::equals).count());
    assertEquals(
        Optional.empty(),
        settle(rig.managers().changes().canary(AUTH, spec(named("new")), 50)),
        "there may be another");
  }

  @Test
  void aQuarantineOnTheMainLoadLeavesTheCanaryOut() {
    serve(
        named("old")
            .on(
                "boom",
                (request, station) -> {
                  throw new IllegalStateException("broken");
                }));
    settle(rig.managers().changes().canary(AUTH, spec(named("new")), 50));
    StationId outside =
        STATIONS.stream()
            .filter(station -> !new Share(50).holds(station))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < 3; i++) {
      rig.put(outside, "boom");
      rig.run();
    }
    rig.scheduler.advance(Duration.ofSeconds(1));
    rig.run();
    assertEquals("0 on 50 %", rig.managers().handlers().getFirst().canary());
    assertTrue(rig.told.contains("HandlerQuarantined"), rig.told::toString);
    assertFalse(rig.told.contains("CanaryAborted"), rig.told::toString);
  }

  @Test
  void aStationThatComesLaterOpensOnTheLoadOfItsShare() {
    serve(named("old"));
    settle(rig.managers().changes().canary(AUTH, spec(named("new")), 50));
    Share half = new Share(50);
    for (int i = 0; i < 20; i++) {
      StationId late = new StationId("LATE" + i);
      CompletableFuture<Outcome> asked = rig.ask(late, "who");
      rig.run();
      assertEquals(half.holds(late) ? "new" : "old", Rig.text(asked));
    }
  }

  @Test
  void aLargerShareHoldsASmallerOne() {
    for (StationId station : STATIONS) {
      assertFalse(new Share(10).holds(station) && !new Share(11).holds(station));
    }
    assertThrows(IllegalArgumentException.class, () -> new Share(100));
  }

  @Test
  void whileACanaryIsOutThereIsNoSwap() {
    serve(named("old"));
    settle(rig.managers().changes().canary(AUTH, spec(named("new")), 50));
    CompletionStage<Optional<String>> swap =
        rig.managers().changes().swap(AUTH, spec(named("newer")));
    assertTrue(swap.toCompletableFuture().isCompletedExceptionally());
    settle(rig.managers().changes().promote(AUTH));
  }

  @Test
  void aShadowIsComparedAndItsAnswersAreNeverSent() {
    serve(
        named("live")
            .on("same", (request, station) -> Script.reply("both"))
            .on("boom", (request, station) -> Script.reply("live")));
    Script candidate =
        new Script("auth")
            .on("who", (request, station) -> Script.reply("candidate"))
            .on("same", (request, station) -> Script.reply("both"))
            .on(
                "boom",
                (request, station) -> {
                  throw new IllegalStateException("boom");
                });
    settle(rig.managers().changes().shadow(AUTH, spec(candidate)));
    CompletableFuture<Outcome> asked = rig.ask("who");
    CompletableFuture<Outcome> alike = rig.ask("same");
    CompletableFuture<Outcome> crashed = rig.ask("boom");
    rig.run();
    assertEquals("live", Rig.text(asked));
    assertEquals("both", Rig.text(alike));
    assertEquals("live", Rig.text(crashed));
    ShadowReport report = rig.managers().changes().shadowOf(AUTH).orElseThrow();
    assertEquals(1, report.same());
    assertEquals(2, report.different());
    assertEquals(1, report.crashes());
    assertEquals("reply {\"by\":\"live\"}", report.last().getFirst().live());
    assertEquals("reply {\"by\":\"candidate\"}", report.last().getFirst().shadow());
    assertEquals("failed: java.lang.IllegalStateException: boom", report.last().get(1).shadow());
    assertFalse(rig.told.contains("HandlerCrashed"), "a shadow's crash is its own");
    rig.managers().changes().endShadow(AUTH);
    rig.run();
    assertTrue(rig.managers().changes().shadowOf(AUTH).isEmpty());
  }

  @Test
  void aShadowThatHangsDelaysNobodyAndIsSkippedWhenItIsBehind() {
    serve(named("live"));
    Script slow =
        new Script("auth").on("who", (request, station) -> Answer.later(new CompletableFuture<>()));
    settle(rig.managers().changes().shadow(AUTH, spec(slow)));
    for (int i = 0; i < 40; i++) {
      CompletableFuture<Outcome> asked = rig.ask("who");
      rig.run();
      assertEquals("live", Rig.text(asked));
    }
    assertTrue(rig.managers().changes().shadowOf(AUTH).orElseThrow().skipped() > 0);
  }

  @Test
  void aShadowSendsNoCommand() {
    serve(named("live"));
    CompletableFuture<String> sent = new CompletableFuture<>();
    Script candidate =
        new Script("auth")
            .on(
                "who",
                (request, station) -> {
                  var _ =
                      station
                          .send(Action.of("Reset"), JsonView.EMPTY, Duration.ofSeconds(5))
                          .whenComplete((result, failure) -> sent.complete("" + failure));
                  return Script.reply("live");
                });
    settle(rig.managers().changes().shadow(AUTH, spec(candidate)));
    rig.put("who");
    rig.run();
    assertTrue(sent.getNow("still open").contains("A shadow sends nothing"), sent.getNow(""));
  }
}
