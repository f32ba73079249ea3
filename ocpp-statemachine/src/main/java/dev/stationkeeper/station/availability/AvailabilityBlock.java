// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.availability;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;

/** Block G, Availability; 1.6 Core, Heartbeat and Status Notification. */
public final class AvailabilityBlock implements Block {
  private final AvailabilityFlow change = new AvailabilityFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of(
            "Heartbeat",
            new Availability.Heartbeat(),
            "StatusNotification",
            new Availability.StatusNotification2x(),
            "NotifyEvent",
            new Availability.NotifyEvent())
        : Map.of(
            "Heartbeat",
            new Availability.Heartbeat(),
            "StatusNotification",
            new Availability.StatusNotification16());
  }

  @Override
  public List<Part> parts() {
    return List.of(AvailabilitySettings.NONE);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(change);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    change.begin(turn, occasion);
  }
}
