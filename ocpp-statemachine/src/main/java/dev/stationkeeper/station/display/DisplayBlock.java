// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.display;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Block O, Display Message. */
public final class DisplayBlock implements Block {
  private final MultipartFlow report =
      new MultipartFlow(
          "displayMessagesReport", Set.of("GetDisplayMessages"), "NotifyDisplayMessages");

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of("NotifyDisplayMessages", new Acknowledged())
        : Map.of();
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return command.action().name().equals("SetDisplayMessage")
        ? Languages.fault(command.payload())
        : Optional.empty();
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(report);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    report.begin(turn, occasion);
  }
}
