// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.Splitting;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.provisioning.MessageLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Block N, Diagnostics and Monitoring; 1.6 diagnostics and logs. */
public final class DiagnosticsBlock implements Block {
  private final MultipartFlow monitors =
      new MultipartFlow(
          "monitoringReport", Set.of("GetMonitoringReport"), "NotifyMonitoringReport");

  private final MonitorsAgainFlow monitorsAgain = new MonitorsAgainFlow();

  private final MultipartFlow customer =
      new MultipartFlow(
          "customerInformation", Set.of("CustomerInformation"), "NotifyCustomerInformation");

  private final LogFlow log = LogFlow.log();
  private final LogFlow diagnostics = LogFlow.diagnostics();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of(
            "LogStatusNotification",
            new Acknowledged(),
            "NotifyMonitoringReport",
            new NotifyMonitoringReport(),
            "NotifyCustomerInformation",
            new Acknowledged())
        : Map.of(
            "LogStatusNotification",
            new Acknowledged(),
            "DiagnosticsStatusNotification",
            new Acknowledged());
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return DiagnosticsRules.fault(state, version, command);
  }

  @Override
  public Optional<Splitting> splits(StationState state, Command command) {
    String action = command.action().name();
    return switch (action) {
      case "SetVariableMonitoring" ->
          Optional.of(splitting(state, action, "setMonitoringData", "setMonitoringResult"));
      case "ClearVariableMonitoring" ->
          Optional.of(splitting(state, action, "id", "clearMonitoringResult"));
      default -> Optional.empty();
    };
  }

  private static Splitting splitting(
      StationState state, String action, String list, String results) {
    MessageLimits limits = MessageLimits.of(state, "MonitoringCtrlr", action);
    return new Splitting(list, results, limits.items(), limits.bytes());
  }

  @Override
  public List<Part> parts() {
    return List.of(Monitored.NOTHING);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(monitors, monitorsAgain, customer, log, diagnostics);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    MonitorResults.on(turn, occasion);
    EventValues.on(turn, occasion);
    monitors.begin(turn, occasion);
    monitorsAgain.begin(turn, occasion);
    if (!onlyClears(occasion)) {
      customer.begin(turn, occasion);
    }
    log.begin(turn, occasion);
    diagnostics.begin(turn, occasion);
  }

  /** Customer data that is cleared and not asked for comes in no message (N10). */
  private static boolean onlyClears(Occasion occasion) {
    return occasion instanceof Occasion.CommandSent(Command command)
        && !command.payload().bool("report").orElse(false);
  }
}
