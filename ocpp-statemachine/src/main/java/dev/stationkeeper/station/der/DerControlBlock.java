// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.der;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Block R of 2.1, DER Control. */
public final class DerControlBlock implements Block {
  private final MultipartFlow report =
      new MultipartFlow("derControlReport", Set.of("GetDERControl"), "ReportDERControl");

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_1)
        ? Map.of(
            "NotifyDERAlarm",
            new DerNotices.Alarm(),
            "NotifyDERStartStop",
            new DerNotices.StartStop(),
            "ReportDERControl",
            new Acknowledged())
        : Map.of();
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return command.action().name().equals("SetDERControl")
        ? DerRules.fault(command.payload())
        : Optional.empty();
  }

  @Override
  public List<Part> parts() {
    return List.of(DerControls.NONE);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(report);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    report.begin(turn, occasion);
    if (occasion instanceof Occasion.CommandEnded ended) {
      DerNotices.commandEnded(turn, ended);
    }
  }
}
