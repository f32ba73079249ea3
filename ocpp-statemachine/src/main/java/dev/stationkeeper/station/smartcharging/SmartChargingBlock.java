// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.MultipartFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.SimpleServices.Judged;
import dev.stationkeeper.station.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Block K, Smart Charging; 1.6 Smart Charging profile. */
public final class SmartChargingBlock implements Block {
  private final MultipartFlow report =
      new MultipartFlow(
          "chargingProfilesReport", Set.of("GetChargingProfiles"), "ReportChargingProfiles");

  @Override
  public Map<String, Service> services(OcppVersion version) {
    Map<String, Service> services = new HashMap<>();
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      services.put("ClearedChargingLimit", new Acknowledged());
      services.put("NotifyChargingLimit", new Acknowledged());
      services.put("ReportChargingProfiles", new Acknowledged());
      services.put("NotifyEVChargingNeeds", new Judged("Rejected"));
      services.put("NotifyEVChargingSchedule", new Judged());
    }
    if (version.isAtLeast(OcppVersion.V2_1)) {
      services.put("NotifyPriorityCharging", new Acknowledged());
      services.put("PullDynamicScheduleUpdate", new Judged("Rejected"));
    }
    return services;
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
