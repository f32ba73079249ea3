// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.CommandResult;
import dev.stationkeeper.engine.CommandTicket;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.StationState;
import java.util.Optional;

/** The engines of this process, as the API sees them. */
public final class EngineStations implements LiveStations {
  private final StationEngines engines;

  /** Speaks to {@code engines}. */
  public EngineStations(StationEngines engines) {
    this.engines = engines;
  }

  @Override
  public Optional<Socket> find(StationId station) {
    return engines
        .live(station)
        .map(live -> new Socket(live.connected(), live.version(), live.lastSeen()));
  }

  @Override
  public Optional<StationState> state(StationId station) {
    return engines.state(station);
  }

  @Override
  public Submission submit(StationId station, Command command) {
    CommandTicket ticket = engines.submit(station, command);
    return new Submission(
        ticket.taken().thenApply(EngineStations::standing),
        ticket.ended().thenApply(EngineStations::standing));
  }

  @Override
  public void cancel(StationId station, String commandId, String by) {
    engines.cancel(station, commandId, by);
  }

  @Override
  public void putRight(StationId station, Input.TransactionPutRight right) {
    engines.putRight(station, right);
  }

  private static Standing standing(CommandResult result) {
    return new Standing(result.commandId(), result.status(), result.response());
  }
}
