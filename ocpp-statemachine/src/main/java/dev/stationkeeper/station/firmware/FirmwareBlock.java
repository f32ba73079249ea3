// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.firmware;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.Turn;
import java.util.List;
import java.util.Map;

/** Block L, Firmware Management; 1.6 Firmware Management and signed firmware. */
public final class FirmwareBlock implements Block {
  private final FirmwareFlow update = new FirmwareFlow();
  private final PublishFlow publish = new PublishFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    return version.isAtLeast(OcppVersion.V2_0_1)
        ? Map.of(
            "FirmwareStatusNotification",
            new Acknowledged(),
            "PublishFirmwareStatusNotification",
            new Acknowledged())
        : Map.of(
            "FirmwareStatusNotification",
            new Acknowledged(),
            "SignedFirmwareStatusNotification",
            new Acknowledged());
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(update, publish);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    update.begin(turn, occasion);
    publish.begin(turn, occasion);
  }
}
