// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.simulator.station.CallOutcome;
import dev.stationkeeper.simulator.station.Station;
import dev.stationkeeper.simulator.station.Timing;

/** One CALL after the other: the next leaves when the last has its answer. */
final class FlatOutLife implements Life {
  private final Station station;
  private final Timing timing;
  private final FlatOutWork work;
  private boolean busy;

  FlatOutLife(Station station, Timing timing, FlatOutWork work) {
    this.station = station;
    this.timing = timing;
    this.work = work;
  }

  @Override
  public void inService() {
    if (!busy) {
      busy = true;
      next();
    }
  }

  private void next() {
    FlatOutWork.Step step = work.next(timing.now());
    station.call(step.action(), step.payload(), timing.nanoTime(), this::answered);
  }

  private void answered(CallOutcome outcome) {
    if (outcome instanceof CallOutcome.Lost) {
      busy = false; // goes on when the station is in service again
      return;
    }
    work.answered(outcome instanceof CallOutcome.Result result ? result.payload() : JsonView.EMPTY);
    next();
  }
}
