// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Optional;

/** Block F, Remote Control; 1.6 Core remote start and stop, Remote Trigger. */
public final class RemoteControlBlock implements Block {
  private final TriggerFlow trigger = new TriggerFlow();
  private final RemoteStartFlow start = new RemoteStartFlow();
  private final RemoteStopFlow stop = new RemoteStopFlow();

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return RemoteControlRules.fault(version, command.action().name(), command.payload());
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(trigger, start, stop);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    trigger.begin(turn, occasion);
    start.begin(turn, occasion);
    stop.begin(turn, occasion);
  }
}
