// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.locallist;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.LocalListEvent.LocalListVersionTold;
import java.util.List;
import java.util.Optional;

/** Block D, Local Authorization List; 1.6 Local Auth List Management. */
public final class LocalListBlock implements Block {
  private final LocalListFlow update = new LocalListFlow();

  @Override
  public List<Part> parts() {
    return List.of(LocalList.UNKNOWN);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(update);
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return isUpdate(command) ? ListUpdate.of(command.payload()).fault() : Optional.empty();
  }

  /** Two updates at a time would mix their parts. */
  @Override
  public boolean holds(StationState state, Command command) {
    return isUpdate(command)
        && state.flows().of(LocalListFlow.NAME).anyMatch(flow -> !flow.sent(command));
  }

  @Override
  public JsonView fitted(StationState state, OcppVersion version, Command command) {
    if (!isUpdate(command)) {
      return command.payload();
    }
    ListUpdate whole = ListUpdate.of(command.payload());
    return whole.first(whole.fitting(state, version));
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandEnded ended
        && ended.command().action().name().equals(LocalListFlow.ASK)
        && ended.status() == CommandStatus.ACCEPTED) {
      Integer told = Read.integer(ended.response(), "listVersion");
      Integer version = told == null ? Read.integer(ended.response(), "versionNumber") : told;
      if (version != null) {
        turn.record(new LocalListVersionTold(version));
      }
    }
    update.begin(turn, occasion);
  }

  private static boolean isUpdate(Command command) {
    return command.action().name().equals(LocalListFlow.SEND);
  }
}
