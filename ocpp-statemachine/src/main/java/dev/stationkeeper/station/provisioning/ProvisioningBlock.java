// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Splitting;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Block B, Provisioning; 1.6 Core, Boot Notification, configuration and Reset. */
public final class ProvisioningBlock implements Block {
  private final MultipartFlow report =
      new MultipartFlow("report", Set.of("GetBaseReport", "GetReport"), "NotifyReport");
  private final InventoryFlow inventory = new InventoryFlow();
  private final PendingFlow pending = new PendingFlow();
  private final ResetFlow reset = new ResetFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of("BootNotification", new BootNotification(), "NotifyReport", new NotifyReport())
        : Map.of("BootNotification", new BootNotification());
  }

  @Override
  public List<Part> parts() {
    return List.of(Configuration.UNKNOWN);
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return VariableRules.fault(state, command)
        .or(() -> NetworkRules.fault(state, version, command));
  }

  @Override
  public Optional<Splitting> splits(StationState state, Command command) {
    String action = command.action().name();
    return switch (action) {
      case "GetVariables" ->
          Optional.of(splitting(state, action, "getVariableData", "getVariableResult"));
      case "SetVariables" ->
          Optional.of(splitting(state, action, "setVariableData", "setVariableResult"));
      default -> Optional.empty();
    };
  }

  private static Splitting splitting(
      StationState state, String action, String list, String results) {
    MessageLimits limits = MessageLimits.of(state, "DeviceDataCtrlr", action);
    return new Splitting(list, results, limits.items(), limits.bytes());
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(report, inventory, pending, reset);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    VariableResults.on(turn, occasion);
    report.begin(turn, occasion);
    reset.begin(turn, occasion);
    pending.begin(turn, occasion);
    inventory.begin(turn, occasion);
  }
}
