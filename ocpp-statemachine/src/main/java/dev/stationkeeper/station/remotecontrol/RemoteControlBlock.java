// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Turn;
import java.util.List;

/** Block F, Remote Control; 1.6 Core remote start and stop, Remote Trigger. */
public final class RemoteControlBlock implements Block {
  private final TriggerFlow trigger = new TriggerFlow();

  @Override
  public List<FlowKind> flows() {
    return List.of(trigger);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    trigger.begin(turn, occasion);
  }
}
