// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.tck.FakeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatchingConsumerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ListSink sink = new ListSink();

  private FakeLog log(RecordType type) {
    return FakeLog.of(() -> new ToList(type, sink)).patience(LONG).start();
  }

  private static void statuses(FakeLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.append("CS" + i % 3, "ConnectorStatusReported", "{\"connector\":1}");
    }
  }

  private static void samples(FakeLog log, int samples) {
    String each = "{\"value\":\"1\"}";
    String all = String.join(",", IntStream.range(0, samples).mapToObj(i -> each).toList());
    log.append("CS1", "MeterValuesRecorded", "{\"samples\":[" + all + "]}");
  }

  private static List<String> of(int event, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "CS1:" + event + ":" + i).toList();
  }

  /** Time has to pass, and the timer's thread has to run. */
  private void awaitSent(FakeLog log, int records) {
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> {
              log.advance(Duration.ofSeconds(10));
              return sink.ids().size() >= records;
            });
  }

  @Test
  void aBatchLeavesWhenItIsFullAndTheRestWhenItIsDue() {
    try (FakeLog log = log(RecordType.STATUS_CHANGE)) {
      statuses(log, 25);
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      assertEquals(List.of(10, 10), sink.batches.stream().map(List::size).toList());
      log.advance(Duration.ofSeconds(9));
      assertEquals(2, sink.batches.size(), "not due");
      awaitSent(log, 25);
      assertTrue(log.awaitAcknowledged());
      assertEquals(25, log.checkpoint());
      assertEquals(3, sink.batches.size());
    }
  }

  @Test
  void whatIsOfOtherTypesIsNotEvenAskedFor() {
    try (FakeLog log = log(RecordType.SESSION)) {
      statuses(log, 40);
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      assertEquals(40, log.checkpoint(), "passed over");
      assertEquals(List.of(), sink.batches);
    }
  }

  /** No time passes: were one record kept until it is due, the server would give no more. */
  @Test
  void manyEventsWithoutARecordDoNotMakeTheLogWait() {
    try (FakeLog log = log(RecordType.METER_VALUE)) {
      samples(log, 1);
      for (int i = 0; i < 60_000; i++) {
        samples(log, 0);
      }
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      assertEquals(List.of("CS1:1:0"), sink.ids());
      assertEquals(60_001, log.checkpoint());
    }
  }

  @Test
  void whileTheSinkIsAwayNothingIsAcknowledgedAndOneBatchIsHeld() {
    try (FakeLog log = log(RecordType.STATUS_CHANGE)) {
      sink.away = true;
      statuses(log, 5_000);
      for (int i = 0; i < 5; i++) {
        assertEquals(FakeLog.Delivery.LATER, log.deliver());
      }
      assertEquals(0, log.checkpoint());
      sink.away = false;
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      assertEquals(5_000, log.checkpoint());
      assertEquals(10, sink.largest);
      assertEquals(5_000, new HashSet<>(sink.ids()).size());
      assertEquals(5_000, sink.ids().size(), "none twice");
    }
  }

  @Test
  void anEventOfMoreThanABatchGoesOnWhereItWasStopped() {
    try (FakeLog log = log(RecordType.METER_VALUE)) {
      samples(log, 4);
      log.deliver();
      sink.away = true;
      samples(log, 33);
      samples(log, 0); // a single event that comes again would leave at once
      assertEquals(FakeLog.Delivery.LATER, log.deliver());
      assertEquals(FakeLog.Delivery.LATER, log.deliver());
      sink.away = false;
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      assertEquals(1, log.checkpoint(), "seven of its records are still here");
      awaitSent(log, 37);
      List<String> all = new ArrayList<>(of(1, 0, 4));
      all.addAll(of(2, 0, 33));
      assertEquals(all, sink.ids());
      assertTrue(log.awaitAcknowledged());
    }
  }

  @Test
  void aBatchThatIsDueIsTriedAgainWithoutANewEvent() {
    try (FakeLog log = log(RecordType.STATUS_CHANGE)) {
      sink.away = true;
      statuses(log, 3);
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      Awaitility.await()
          .atMost(LONG)
          .until(
              () -> {
                log.advance(Duration.ofSeconds(1));
                return log.counts().getOrDefault("sink_away", 0L) >= 3;
              });
      assertEquals(0, log.checkpoint());
      sink.away = false;
      awaitSent(log, 3);
      assertEquals(3, sink.ids().size());
    }
  }

  @Test
  void afterAKillWhatWasInHandComesAgainWithTheSameIds() {
    try (FakeLog log = log(RecordType.STATUS_CHANGE)) {
      statuses(log, 15);
      log.deliver();
      log.kill();
      assertEquals(FakeLog.Delivery.TAKEN, log.deliver());
      awaitSent(log, 25);
      List<String> ids = sink.ids();
      assertEquals(ids.subList(0, 10), ids.subList(10, 20), "nothing was acknowledged");
      assertEquals(15, new HashSet<>(ids).size());
    }
  }

  @Test
  void anOrderlyEndSendsWhatIsInHand() {
    try (FakeLog log = log(RecordType.STATUS_CHANGE)) {
      statuses(log, 3);
      log.deliver();
      log.restart();
      assertEquals(3, sink.ids().size());
      assertEquals(3, log.checkpoint());
    }
  }

  @Test
  void aRecordThatTheSinkRefusesIsACrash() {
    try (FakeLog log = log(RecordType.STATUS_CHANGE)) {
      sink.refused = "CS0:1:0";
      statuses(log, 10);
      assertEquals(FakeLog.Delivery.CRASHED, log.deliver());
      assertEquals(0, log.checkpoint());
    }
  }
}
