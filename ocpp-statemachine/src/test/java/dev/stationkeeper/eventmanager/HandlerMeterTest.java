// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.spi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Each call of vendor code is heard of once, with what came of it. */
class HandlerMeterTest {
  private final Script script = new Script("auth");

  private List<String> measured(String tag, Script.Behaviour behaviour) {
    Rig rig = Rig.manual(SupervisionPolicy.DEFAULT);
    rig.responder(script.on(tag, behaviour)).run();
    rig.put(tag);
    rig.run();
    // The instance is opened at the first question: that is a call too.
    return rig.measured.stream().filter(line -> !line.contains(" done ")).limit(2).toList();
  }

  private static List<String> heard(String outcome, String failed) {
    return List.of("auth on " + new MessageId("m1") + failed, "auth " + outcome + " 0 ms");
  }

  @Test
  void whatAHandlerDecidesIsTheOutcomeOfItsCall() {
    assertEquals(heard("reply", ""), measured("a", (request, station) -> Script.reply("x")));
    assertEquals(heard("pass", ""), measured("b", (request, station) -> Answer.pass()));
    assertEquals(
        heard("refusal", ""),
        measured("c", (request, station) -> Answer.error(ErrorCode.NOT_SUPPORTED, "no")));
  }

  @Test
  void aFailureIsNamedByItsClass() {
    assertEquals(
        heard("exception", " failed"),
        measured(
            "d",
            (request, station) -> {
              throw new IllegalStateException("a defect");
            }));
    assertEquals(
        heard("error", " failed"),
        measured(
            "e",
            (request, station) -> {
              throw new AssertionError("another");
            }));
    assertEquals(
        heard("invalid_answer", " failed"),
        measured("f", (request, station) -> Script.reply("bad")));
  }

  @Test
  void timeIsTheClocks() {
    Rig rig = Rig.manual(SupervisionPolicy.DEFAULT);
    rig.responder(
            script.on(
                "slow",
                (request, station) -> {
                  rig.scheduler.advance(Duration.ofMillis(250));
                  return Script.reply("x");
                }))
        .run();
    rig.put("slow");
    rig.run();

    assertTrue(rig.measured.contains("auth reply 250 ms"), rig.measured.toString());
  }

  @Test
  void aCallThatHangsIsHeardOfWhenItIsGivenUp() throws Exception {
    AtomicBoolean spin = new AtomicBoolean(true);
    CountDownLatch began = new CountDownLatch(1);
    Rig rig = Rig.threaded(SupervisionPolicy.DEFAULT);
    rig.responder(
        script.on(
            "spin",
            (request, station) -> {
              began.countDown();
              while (spin.get()) {
                Thread.onSpinWait();
              }
              return Script.reply("late");
            }));
    rig.put("spin");
    assertTrue(began.await(30, TimeUnit.SECONDS));
    rig.scheduler.advance(Rig.PATIENCE);
    rig.scheduler.advance(SupervisionPolicy.DEFAULT.grace());
    long hung = rig.measured.stream().filter(line -> line.startsWith("auth hung 22000 ms")).count();
    spin.set(false);

    assertEquals(1, hung, rig.measured.toString());
  }
}
