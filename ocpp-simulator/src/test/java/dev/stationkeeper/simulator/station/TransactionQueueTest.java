// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionQueueTest {
  @Test
  void sendsAnOfflineTransactionOf16InOrderWithTheIdItLearnt() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    bench.lose();
    bench.station.connectors().plugIn(1);
    bench.station.connectors().start(1, "TAG", outcome -> {});
    bench.timing.pass(Duration.ofMillis(100));
    bench.station.connectors().stop(1, StopCause.LOCAL, outcome -> {});
    bench.open();

    List<String> transaction = new ArrayList<>();
    while (!bench.sent.isEmpty()) {
      Frame.Call call = bench.nextCall();
      if (!call.action().name().equals("StatusNotification")) {
        transaction.add(call.action().name());
      }
      if (call.action().name().equals("StopTransaction")) {
        assertEquals(77, call.payload().number("transactionId").orElseThrow());
      }
      bench.answer(call, bench.kindly(call));
    }
    assertEquals(List.of("StartTransaction", "StopTransaction"), transaction);
    assertEquals(0, bench.station.waitingTransactionMessages());
  }

  @Test
  void sendsOfflineEventsOf2xWithConsecutiveSeqNoAndMarkedOffline() {
    Bench bench = Bench.of(OcppVersion.V2_1).inService();
    bench.lose();
    bench.station.connectors().plugIn(2);
    bench.station.connectors().start(2, "TAG", outcome -> {});
    bench.station.connectors().stop(2, StopCause.LOCAL, outcome -> {});
    bench.open();

    List<Long> seqNos = new ArrayList<>();
    while (!bench.sent.isEmpty()) {
      Frame.Call call = bench.nextCall();
      if (call.action().name().equals("TransactionEvent")) {
        seqNos.add(call.payload().number("seqNo").orElseThrow());
        assertTrue(call.payload().bool("offline").orElse(false));
      }
      bench.answer(call, bench.kindly(call));
    }
    assertEquals(List.of(0L, 1L, 2L), seqNos);
  }

  @Test
  void hasOneCallOutstandingAtATime() {
    Bench bench = Bench.of(OcppVersion.V2_0_1).inService();
    bench.station.authorize("A", outcome -> {});
    bench.station.authorize("B", outcome -> {});
    assertEquals(1, bench.sent.size());
    Frame.Call first = bench.nextCall();
    bench.answer(first, bench.kindly(first));
    assertEquals(1, bench.sent.size());
  }

  @Test
  void repeatsARefusedTransactionMessageUnchangedUntilItsAttemptsAreUsedUp() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    bench.station.connectors().plugIn(1);
    bench.settleAll();
    List<CallOutcome> outcomes = new ArrayList<>();
    bench.station.connectors().start(1, "TAG", outcomes::add);
    Frame.Call first = bench.nextCall();
    bench.refuse(first);
    bench.settleAll(); // the status passes while the transaction message waits
    assertTrue(bench.sent.isEmpty());

    bench.timing.pass(Duration.ofSeconds(10));
    Frame.Call second = bench.nextCall();
    assertEquals(first.payload(), second.payload());
    assertNotEquals(first.id(), second.id());
    bench.timing.pass(Duration.ofSeconds(30)); // no answer at all
    bench.timing.pass(Duration.ofSeconds(20));
    Frame.Call third = bench.nextCall();
    assertEquals(first.payload(), third.payload());
    bench.refuse(third);

    assertEquals(List.of(Action.of("StartTransaction")), bench.dropped);
    assertEquals(2, bench.repeated.size());
    assertEquals(1, outcomes.size());
  }

  @Test
  void sendsAnUnansweredTransactionMessageAgainAfterAReconnect() {
    Bench bench = Bench.of(OcppVersion.V2_0_1).inService();
    bench.station.connectors().plugIn(1);
    bench.settleAll();
    bench.station.connectors().start(1, "TAG", outcome -> {});
    Frame.Call before = bench.nextCall();
    bench.lose();
    bench.open();
    Frame.Call after = bench.nextCall();
    assertEquals(before.payload(), after.payload());
  }

  @Test
  void aFullQueueLosesMeterUpdatesFirst() {
    StationSettings often = StationSettings.standard().withMetering(Duration.ofSeconds(1), 1);
    Bench bench = new Bench(OcppVersion.V2_0_1, often).inService();
    bench.station.connectors().plugIn(1);
    bench.settleAll();
    bench.lose();
    bench.station.disconnect(true);
    bench.station.connectors().start(1, "TAG", outcome -> {});
    bench.timing.pass(Duration.ofSeconds(Outbox.MAX_TRANSACTION + 100));
    bench.station.connectors().stop(1, StopCause.LOCAL, outcome -> {});
    assertEquals(Outbox.MAX_TRANSACTION, bench.station.waitingTransactionMessages());
    assertEquals(103, bench.dropped.size());
  }
}
