// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;

/** Heartbeats only: what a CSMS can answer without keeping anything. */
enum FlatOutHeartbeats implements FlatOutWork {
  INSTANCE;

  private static final Step STEP = new Step(Action.of("Heartbeat"), JsonView.EMPTY);

  @Override
  public Step next(Instant now) {
    return STEP;
  }
}
