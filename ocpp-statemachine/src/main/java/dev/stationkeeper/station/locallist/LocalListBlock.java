// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.locallist;

import dev.stationkeeper.ocpp.Action;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Block D, Local Authorization List; 1.6 Local Auth List Management. */
public final class LocalListBlock implements Block {
  private static final Duration CLEARING_WAITS = Duration.ofHours(24);

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
    if (occasion instanceof Occasion.CommandEnded ended
        && ended.status() == CommandStatus.ACCEPTED
        && ended.command().action().name().equals("CustomerInformation")) {
      cleared(turn, ended.command());
    }
    update.begin(turn, occasion);
  }

  /**
   * A customer whose data was cleared leaves the local list as well (N10.FR.02). Whether he is on
   * it is not known here; to take off who is not on it changes nothing.
   */
  private static void cleared(Turn turn, Command command) {
    Integer version = turn.state().parts().get(LocalList.class).version();
    Optional<JsonView> customer = command.payload().object("idToken");
    if (version == null
        || version <= 0
        || customer.isEmpty()
        || !command.payload().bool("clear").orElse(false)) {
      return;
    }
    turn.submit(
        new Command(
            turn.ids().messageId(),
            Action.of(LocalListFlow.SEND),
            JsonView.object()
                .put("versionNumber", version + 1L)
                .put("updateType", "Differential")
                .putObjects(
                    "localAuthorizationList",
                    List.of(JsonView.object().put("idToken", customer.get()).build()))
                .build(),
            turn.now().plus(CLEARING_WAITS),
            command.by()));
  }

  private static boolean isUpdate(Command command) {
    return command.action().name().equals(LocalListFlow.SEND);
  }
}
