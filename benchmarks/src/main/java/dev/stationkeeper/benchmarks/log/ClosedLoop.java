// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.log;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stations of which each appends its next event as soon as the one before is on disk. */
final class ClosedLoop {
  private static final LogEntry ENTRY = makeEntry();

  private final SegmentedLog log;
  private final int stations;
  private final long deadline;
  private final long started = System.nanoTime();
  private final CountDownLatch running;

  ClosedLoop(SegmentedLog log, int stations, int seconds) {
    this.log = log;
    this.stations = stations;
    deadline = started + seconds * 1_000_000_000L;
    running = new CountDownLatch(stations);
  }

  /** The event that is written: a call answered, its payload about 300 bytes. */
  static LogEntry entry() {
    return ENTRY;
  }

  private static LogEntry makeEntry() {
    JsonView request =
        JsonView.parse(
            "{\"connectorId\":1,\"transactionId\":4711,\"meterValue\":[{\"timestamp\":"
                + "\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":\"12345.6\",\"measurand\":"
                + "\"Energy.Active.Import.Register\",\"unit\":\"Wh\"}]}]}");
    EventCodec.Encoded encoded =
        new EventCodec()
            .encode(
                new StationEvent.CallAnswered(
                    "0b6f3c52-7a7c-4a53-9c0e-2f4b8f6f1a10",
                    "MeterValues",
                    request,
                    JsonView.EMPTY,
                    null));
    return new LogEntry(
        encoded.type(),
        encoded.version(),
        Instant.parse("2026-01-02T03:04:05.123456789Z"),
        new Cause(1, "0b6f3c52-7a7c-4a53-9c0e-2f4b8f6f1a10", null, null),
        encoded.payload());
  }

  /** Durable events per second. */
  double run() throws InterruptedException {
    for (int i = 0; i < stations; i++) {
      append("CP" + i, 0);
    }
    running.await();
    return log.counters().events() / LogBenchmark.seconds(started);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the loop is what follows
  private void append(String station, long last) {
    log.append(station, last, List.of(ENTRY))
        .whenComplete(
            (position, failure) -> {
              if (failure != null || System.nanoTime() > deadline) {
                running.countDown();
              } else {
                append(station, last + 1);
              }
            });
  }
}
