// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.tck.FakeLog;
import dev.stationkeeper.tck.FakeLog.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alarms in a log, and what reaches a real HTTP server that is killed and comes back. */
class WebhookTest {
  private static final String SECRET = "a secret of sixteen or more";
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Receiver receiver = new Receiver();
  private final FakeLog log =
      FakeLog.of(WebhookHandler::new)
          .setting("url", receiver.url())
          .setting("secret", SECRET)
          .setting("firstPause", "PT0.1S")
          .setting("breakerDelay", "PT0.2S")
          .patience(LONG)
          .start();

  @AfterEach
  void close() {
    log.close();
    receiver.close();
  }

  private long raised(String alarm, String severity) {
    return log.appendOwn(
        "AlarmRaised",
        "{\"alarmId\":\"%s\",\"kind\":\"k\",\"severity\":\"%s\",\"station\":\"CP1\",\"text\":\"ü %s\"}"
            .formatted(alarm, severity, alarm));
  }

  private long cleared(String alarm) {
    return log.appendOwn("AlarmCleared", "{\"alarmId\":\"%s\"}".formatted(alarm));
  }

  private void taken() {
    await().atMost(LONG).until(() -> log.deliver() == Delivery.TAKEN);
  }

  private static List<String> ids(long... positions) {
    return LongStream.of(positions).mapToObj(position -> "alarm-" + position).toList();
  }

  @Test
  void alarmsLeaveSignedAndInOrder() throws Exception {
    long one = raised("a", "critical");
    long other = raised("b", "warning");
    long end = cleared("a");
    taken();
    assertEquals(ids(one, other, end), receiver.ids());
    Receiver.Request first = receiver.requests.getFirst();
    assertEquals("raised", first.member("event"));
    assertEquals("ü a", first.member("text"));
    assertEquals("CP1", first.member("station"));
    assertEquals("cleared", receiver.requests.getLast().member("event"));
    assertEquals("CP1", receiver.requests.getLast().member("station"));
    assertEquals("ü a", receiver.requests.getLast().member("text"));
    String[] parts = first.signature().split("[=,]", -1);
    Instant at = Instant.ofEpochSecond(Long.parseLong(parts[1]));
    assertTrue(Duration.between(at, Instant.now()).abs().compareTo(LONG) < 0, parts[1]);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    String sum =
        HexFormat.of().formatHex(mac.doFinal((parts[1] + "." + first.body()).getBytes(UTF_8)));
    assertEquals(sum, parts[3]);
  }

  @Test
  void whatHappensWhileTheReceiverIsDeadLeavesWhenItIsBack() {
    long before = raised("a", "warning");
    taken();
    receiver.kill();
    long one = raised("b", "warning");
    long other = cleared("a");
    assertEquals(Delivery.LATER, log.deliver());
    assertEquals(Delivery.LATER, log.deliver());
    assertEquals(before, log.checkpoint(), "nothing of it counts as dealt with");
    receiver.start();
    taken();
    assertEquals(ids(before, one, other), receiver.ids());
    assertEquals(other, log.checkpoint());
  }

  @Test
  void aKillBehindTheReceiversBackRepeatsOnlyTheLastUnderItsOwnId() {
    long one = raised("a", "warning");
    long other = raised("b", "warning");
    long last = raised("c", "warning");
    // Taken by the receiver, whose answer never counts: as when the process ends in between.
    receiver.status = number -> number == 2 ? 500 : 204;
    assertEquals(Delivery.LATER, log.deliver());
    log.kill();
    taken();
    assertEquals(ids(one, other, other, last), receiver.ids());
    assertEquals(receiver.requests.get(1).body(), receiver.requests.get(2).body());
  }

  @Test
  void aReplayTellsNothingAgain() {
    for (int i = 0; i < 200; i++) {
      raised("a" + i, "warning");
    }
    taken();
    assertEquals(200, receiver.requests.size());
    log.kill(); // its checkpoint was not on disk: the whole log comes again
    taken();
    assertEquals(200, receiver.requests.size());
    cleared("a7");
    taken();
    assertEquals("cleared", receiver.requests.getLast().member("event"));
  }

  @Test
  void whatIsOpenIsToldOnceUnlessItGetsWorse() {
    long first = raised("a", "warning");
    raised("a", "warning");
    taken();
    log.kill();
    raised("a", "warning");
    long worse = raised("a", "critical");
    raised("a", "info");
    raised("small", "info");
    cleared("small");
    cleared("never heard of");
    long end = cleared("a");
    long again = raised("a", "warning");
    taken();
    assertEquals(ids(first, worse, end, again), receiver.ids());
  }

  @Test
  void whatIsOldIsToldNobodyAnyMore() {
    raised("a", "warning");
    log.advance(Duration.ofHours(25));
    long fresh = raised("b", "warning");
    cleared("a");
    taken();
    assertEquals(ids(fresh), receiver.ids());
    assertEquals(1L, log.counts().get("expired"));
  }

  @Test
  void aProviderThatIsDownIsLeftAloneAndOperatorsAreTold() {
    receiver.status = number -> 503;
    long waiting = raised("a", "warning");
    for (int i = 0; i < 3; i++) {
      assertEquals(Delivery.LATER, log.deliver());
    }
    assertEquals(3, receiver.requests.size());
    assertTrue(
        log.alarms().getOrDefault("provider", "").contains("HTTP 503"), log.alarms()::toString);
    assertTrue(!log.alarms().toString().contains("token"), "the address holds a secret");
    assertEquals(Delivery.LATER, log.deliver());
    assertEquals(3, receiver.requests.size(), "nothing is tried while the circuit is open");
    receiver.status = number -> 204;
    taken();
    assertEquals("alarm-" + waiting, receiver.ids().getLast());
    assertEquals(Map.of(), log.alarms());
  }

  @Test
  void oneThatTheReceiverRefusesDoesNotHoldUpTheOthers() {
    receiver.status = number -> number <= 3 ? 400 : 204;
    long refused = raised("a", "warning");
    long next = raised("b", "warning");
    taken();
    assertEquals(ids(refused, refused, refused, next), receiver.ids());
    assertEquals(1L, log.counts().get("refused"));
  }

  @Test
  void itsOwnAlarmsDoNotChaseThemselves() {
    raised("notify-webhook:provider", "critical");
    raised("notify-mail:provider", "critical");
    taken();
    assertEquals(1, receiver.requests.size());
  }
}
