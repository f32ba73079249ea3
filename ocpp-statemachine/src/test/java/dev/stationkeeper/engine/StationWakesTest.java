// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static dev.stationkeeper.engine.Bench.STATION;
import static dev.stationkeeper.engine.Bench.fact;
import static dev.stationkeeper.engine.Bench.nothing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Session;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Step;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An engine from a start of the server to its station's first contact. */
final class StationWakesTest {
  private final Bench bench = new Bench();

  @Test
  void aStartFoldsTheLogAndGoesOnCountingConnections() {
    bench.machine(input -> nothing());
    EventLog.NewEvent opened =
        new EventLog.NewEvent(
            new StationEvent.ConnectionOpened(7, "1.6", "x"), bench.time.instant(), Cause.NONE);
    bench.log.intrude(STATION, opened);
    bench.engines.known(STATION, 7);
    assertTrue(bench.engines.durable(STATION).isEmpty(), "its state is still on disk");
    assertTrue(bench.engines.awaitIdle(Duration.ZERO), "who sleeps holds nothing up");
    bench.engines.wake(new StateSource.Loaded(bench.engines.state(STATION).orElseThrow(), 1));
    bench.executor.runAll();
    assertEquals(List.of(new Input.Restarted()), bench.inputs);
    assertEquals(1, bench.engines.state(STATION).orElseThrow().seq());
    assertFalse(bench.engines.live(STATION).orElseThrow().connected());
    assertEquals(8, bench.connect());
    assertTrue(bench.engines.live(STATION).orElseThrow().connected());
  }

  @Test
  void aStationThatIsStillAsleepReadsItsStateAtItsFirstContactBeforeAnythingElse() {
    bench.machine(input -> nothing());
    bench.log.intrude(
        STATION,
        new EventLog.NewEvent(
            new StationEvent.ConnectionOpened(7, "1.6", "x"), bench.time.instant(), Cause.NONE));
    bench.engines.known(STATION, 7);
    assertEquals(8, bench.connect());
    bench.loader.runAll();
    bench.executor.runAll();
    assertEquals(new Input.Restarted(), bench.inputs.getFirst());
    assertEquals(1, bench.engines.durable(STATION).orElseThrow().sequence());
    bench.engines.wake(new StateSource.Loaded(StationState.unknown(STATION), 0));
    bench.executor.runAll();
    assertEquals(1, bench.engines.state(STATION).orElseThrow().seq(), "it has its state already");
  }

  @Test
  void aStationGoesOnBehindAGapThatDamageLeftInItsLog() {
    bench.machine(
        input ->
            input instanceof Input.Received
                ? new Step(List.of(fact("a")), Session.NONE, List.of())
                : nothing());
    bench.engines.known(STATION, 0);
    bench.engines.wake(new StateSource.Loaded(StationState.unknown(STATION), 7));
    bench.log.hold();
    bench.call(bench.connect(), "a");
    bench.executor.runAll();
    assertEquals(7, bench.log.lastExpectedSequence());
  }
}
