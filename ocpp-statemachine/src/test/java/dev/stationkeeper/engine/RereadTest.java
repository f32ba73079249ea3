// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static dev.stationkeeper.engine.Bench.STATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A state is read again while its station is connected, because the words of its log changed. */
class RereadTest {
  private final Bench bench = new Bench();

  @Test
  void itIsReadBehindWhatIsInFlightAndMailWaitsMeanwhile() {
    bench.realMachine();
    long connection = bench.connect();
    bench.executor.runAll();
    bench.log.reword(RereadTest::otherwise);
    bench.log.hold();
    bench.call(connection, "a");
    bench.executor.runAll();
    assertEquals(1, bench.log.pendingCount());

    CompletableFuture<Void> done = bench.engines.reread(STATION).toCompletableFuture();
    bench.call(connection, "b");
    bench.executor.runAll();
    assertEquals("1.6", version(), "an append is in flight");
    bench.log.sync();
    bench.executor.runAll();
    assertEquals(1, bench.sent.size(), "a has its answer");
    assertFalse(done.isDone());
    assertEquals(0, bench.log.pendingCount(), "b waits");

    bench.loader.runAll();
    bench.executor.runAll();
    assertTrue(done.isDone());
    assertEquals("2.1", version());
    assertEquals(1, bench.log.pendingCount(), "b is served");
    bench.log.sync();
    bench.executor.runAll();
    assertEquals(2, bench.sent.size());
    assertEquals(List.of(), bench.closed, "the socket stayed");
  }

  @Test
  void whoIsUnknownOrAsleepHasNothingInMemory() {
    assertTrue(bench.engines.reread(new StationId("CS-9")).toCompletableFuture().isDone());
    bench.engines.known(STATION, 7);
    assertTrue(bench.engines.reread(STATION).toCompletableFuture().isDone());
  }

  private String version() {
    return String.valueOf(bench.engines.state(STATION).orElseThrow().link().version());
  }

  private static StationEvent otherwise(StationEvent event) {
    return event instanceof ConnectionOpened opened
        ? new ConnectionOpened(opened.connection(), "2.1", opened.remoteAddress())
        : event;
  }
}
