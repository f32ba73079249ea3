// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static dev.stationkeeper.engine.Bench.STATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that are put or not, and what shows that a station lives. */
class QuestionsTest {
  private final Bench bench = new Bench();

  private long accepted() {
    bench.realMachine();
    bench.wanted = false;
    long connection = bench.engines.opened(STATION, OcppVersion.V2_0_1, "192.0.2.1:1", 0);
    bench.engines.received(
        STATION,
        connection,
        "[2,\"b\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":"
            + "\"M\",\"vendorName\":\"V\"}}]");
    bench.executor.runAll();
    return connection;
  }

  private void event(long connection, int seqNo) {
    bench.engines.received(
        STATION,
        connection,
        ("[2,\"e%d\",\"TransactionEvent\",{\"eventType\":\"Updated\",\"timestamp\":"
                + "\"2026-03-01T10:00:00Z\",\"triggerReason\":\"Trigger\",\"seqNo\":%d,"
                + "\"transactionInfo\":{\"transactionId\":\"T\"}}]")
            .formatted(seqNo, seqNo));
    bench.executor.runAll();
  }

  @Test
  @DisplayName("What nobody wants to decide is answered with one append, and nobody is asked")
  void aQuestionThatNobodyWantsIsNotPut() {
    long connection = accepted();
    int appends = bench.log.batchSizes().size();
    long timers = bench.time.set();
    event(connection, 1);
    assertEquals(timers, bench.time.set(), "there is no decision to wait for");
    assertEquals(1, bench.log.batchSizes().size() - appends);
    assertEquals(0, bench.questions.size());
    assertEquals("1 [3,\"e1\",{}]", bench.sent.getLast());

    bench.wanted = true;
    event(connection, 2);
    assertEquals(1, bench.questions.size());
    assertEquals("1 [3,\"e1\",{}]", bench.sent.getLast(), "the second awaits its decision");
    assertEquals(timers + 1, bench.time.set());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "[2,\"s\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]",
        "[2,\"m\",\"MeterValues\",{}]",
        "[3,\"nobody\",{}]",
        "no frame at all"
      })
  @DisplayName("HB-02, G02.FR.04: whatever comes in is a sign of life, not only a Heartbeat")
  @Tag("HB-02")
  @Tag("G02.FR.04")
  void anythingIsASignOfLife(String frame) {
    long connection = accepted();
    bench.time.advance(Duration.ofHours(3));
    Instant now = bench.time.instant();
    bench.engines.received(STATION, connection, frame);
    assertEquals(now, bench.engines.live(STATION).orElseThrow().lastSeen());
  }
}
