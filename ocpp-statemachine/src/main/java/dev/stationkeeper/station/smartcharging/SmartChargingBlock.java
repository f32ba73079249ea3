// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.SimpleServices.Judged;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Block K, Smart Charging; 1.6 Smart Charging profile. */
public final class SmartChargingBlock implements Block {
  private final MultipartFlow report =
      new MultipartFlow(
          "chargingProfilesReport", Set.of("GetChargingProfiles"), "ReportChargingProfiles");

  private final EvFlow ev = new EvFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    Map<String, Service> services = new HashMap<>();
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      services.put("ClearedChargingLimit", new Acknowledged());
      services.put("NotifyChargingLimit", new Acknowledged());
      services.put("ReportChargingProfiles", new Profiles.ReportChargingProfiles());
      services.put("NotifyEVChargingNeeds", new Judged("Rejected"));
      // The station holds the EV to its limits whatever it plans (K15.FR.11).
      services.put("NotifyEVChargingSchedule", new Judged("Accepted"));
    }
    if (version.isAtLeast(OcppVersion.V2_1)) {
      services.put("NotifyPriorityCharging", new Acknowledged());
      // Nobody has a profile; Rejected would say that the energy transfer is forbidden (K18.FR.22).
      services.put("NotifyEVChargingNeeds", new Judged("NoChargingProfile"));
      services.put("PullDynamicScheduleUpdate", new DynamicPull());
    }
    return services;
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    Optional<String> fault =
        Profile.set(command)
            .flatMap(p -> ProfileRules.set(p, version, new StationLimits(state, version)))
            .or(() -> Profile.started(command).flatMap(p -> ProfileRules.started(p, version)));
    if (fault.isPresent() || version.equals(OcppVersion.V1_6)) {
      return fault;
    }
    return switch (command.action().name()) {
      case "ClearChargingProfile" -> ProfileRules.clear(command);
      case "GetChargingProfiles" -> ProfileRules.report(command);
      default -> Optional.empty();
    };
  }

  @Override
  public List<Part> parts() {
    return List.of(ChargingProfiles.NONE, EvNeeds.NONE, TxProfiles.NONE);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(report, ev);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.Said said) {
      if (said.is("NotifyEVChargingNeeds")) {
        EvNeeds.told(turn, said.call());
      } else if (said.is("TransactionEvent")) {
        TxProfiles.resumed(turn, said);
      }
    }
    report.begin(turn, occasion);
    ev.begin(turn, occasion);
    if (occasion instanceof Occasion.CommandEnded ended) {
      Profiles.commandEnded(turn, ended);
    }
  }
}
