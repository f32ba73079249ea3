// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.eventstreams;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Block N of 2.1, periodic event streams; nobody wants one unless he says so. */
public final class EventStreamsBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of(
            "OpenPeriodicEventStream",
            new Streams.Open(),
            "ClosePeriodicEventStream",
            new Streams.Close())
        : Map.of();
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return new Reasons()
        .when(
            command.action().name().equals("SetVariableMonitoring")
                && command.payload().objects("setMonitoringData").stream()
                    .flatMap(monitor -> monitor.object("periodicEventStream").stream())
                    .anyMatch(EventStreamsBlock::isWithoutRate),
            "A periodic event stream has an interval, a number of values, or both (N11.FR.09)")
        .first();
  }

  private static boolean isWithoutRate(JsonView stream) {
    return !stream.has("interval") && !stream.has("values");
  }

  /** Of a stream that nobody accepted there is nothing to know (N15). */
  @Override
  public boolean takes(StationState state, Frame.Send send) {
    return !send.action().name().equals("NotifyPeriodicEventStream")
        || state
            .parts()
            .get(EventStreams.class)
            .find((int) send.payload().number("id").orElse(-1))
            .isPresent();
  }

  @Override
  public List<Part> parts() {
    return List.of(EventStreams.NONE);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandEnded ended) {
      Streams.commandEnded(turn, ended);
    }
  }
}
