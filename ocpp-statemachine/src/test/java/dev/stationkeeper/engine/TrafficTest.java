// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever measures messages hears of them, with the machine of the product. */
class TrafficTest {
  private static final String BOOT =
      "[2,\"boot\",\"BootNotification\",{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}]";

  private final Bench bench = new Bench();
  private long connection;

  @BeforeEach
  void aStationIsAccepted() {
    bench.realMachine();
    connection = bench.connect();
    receive(BOOT);
    bench.time.advance(Duration.ofMillis(40));
    bench.questions.values().forEach(reply -> reply.accept(new Outcome.Passed()));
    bench.executor.runAll();
  }

  @Test
  void aCallIsPairedWithItsDecisionAndItsAnswer() {
    assertEquals(
        List.of(
            "received boot BootNotification",
            "asked boot",
            "decided boot Passed",
            "answered boot CallResult after 40 ms"),
        bench.traffic.heard);
  }

  @Test
  void aCommandIsPairedWithItsCallAndTheResult() {
    bench.traffic.heard.clear();
    submit("k1");
    bench.time.advance(Duration.ofMillis(7));
    receive("[3,\"" + lastMessageId() + "\",{\"status\":\"Accepted\"}]");

    assertEquals(
        List.of(
            "submitted k1",
            "sent ClearCache",
            "k1 sent on ClearCache",
            "resulted ClearCache CallResult after 7 ms",
            "k1 accepted on nothing"),
        bench.traffic.heard);
  }

  @Test
  void aCallWithoutAResultEndsWithNothing() {
    submit("k1");
    bench.traffic.heard.clear();
    bench.time.advance(Duration.ofSeconds(31));
    bench.executor.runAll();

    assertEquals(
        List.of("k1 timedOut on ClearCache", "resulted ClearCache nothing after 31000 ms"),
        bench.traffic.heard.subList(0, 2));
  }

  @Test
  void whatIsNotAnsweredBeforeTheConnectionGoesIsLost() {
    bench.traffic.heard.clear();
    receive("[2,\"a\",\"Authorize\",{\"idTag\":\"T\"}]");
    bench.engines.closed(Bench.STATION, connection, 1006, "gone");
    bench.executor.runAll();

    assertEquals(List.of("received a Authorize", "asked a", "lost a"), bench.traffic.heard);
  }

  @Test
  void whatIsNoMessageIsHeardOfAndRemembersNothing() {
    bench.traffic.heard.clear();
    receive("nonsense");

    assertEquals("malformed 1.6", bench.traffic.heard.getFirst());
  }

  private void receive(String text) {
    bench.engines.received(Bench.STATION, connection, text);
    bench.executor.runAll();
  }

  private void submit(String id) {
    bench.engines.submit(
        Bench.STATION,
        new Command(
            id,
            Action.of("ClearCache"),
            JsonView.EMPTY,
            bench.time.instant().plusSeconds(600),
            "otto"));
    bench.executor.runAll();
  }

  /** Of the CALL that was sent last: {@code 1 [2,"id",...]}. */
  private String lastMessageId() {
    return bench.sent.getLast().split("\"", -1)[1];
  }

  @Test
  void aSendIsHeardOfAndAwaitsNothing() {
    long second = bench.engines.opened(Bench.STATION, OcppVersion.V2_1, "192.0.2.1:2", 0);
    bench.executor.runAll();
    bench.traffic.heard.clear();
    bench.engines.received(
        Bench.STATION,
        second,
        "[6,\"s\",\"NotifyPeriodicEventStream\",{\"id\":1,\"pending\":0,"
            + "\"basetime\":\"2026-03-01T12:00:00Z\",\"data\":[{\"v\":\"1\",\"t\":0}]}]");
    bench.executor.runAll();

    assertEquals(List.of("noted NotifyPeriodicEventStream"), bench.traffic.heard);
  }
}
