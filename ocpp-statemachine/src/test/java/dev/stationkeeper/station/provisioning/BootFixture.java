// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;

/** Boots, and the passing of deadlines. */
final class BootFixture {
  private BootFixture() {}

  static String boot(OcppVersion version, String firmware) {
    return boot(version, firmware, "PowerUp");
  }

  /** Under 1.6 the reason is not told. */
  static String boot(OcppVersion version, String firmware, String reason) {
    return version.equals(OcppVersion.V1_6)
        ? "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\",\"firmwareVersion\":\"%s\"}"
            .formatted(firmware)
        : ("{\"reason\":\"%s\",\"chargingStation\":{\"model\":\"One\",\"vendorName\":\"Acme\","
                + "\"firmwareVersion\":\"%s\"}}")
            .formatted(reason, firmware);
  }

  static String decision(String status) {
    return "{\"currentTime\":\"2026-03-01T10:00:00Z\",\"interval\":600,\"status\":\""
        + status
        + "\"}";
  }

  /** A station that has booted under that id of a CALL and was told {@code status}. */
  static MachineFixture booted(MachineFixture station, OcppVersion version, String status) {
    return station
        .whenCall("boot", "BootNotification", boot(version, "1"))
        .whenDecided("boot", decision(status));
  }

  /** The deadline of the one flow of that kind passes. */
  static MachineFixture overdue(MachineFixture station, String kind) {
    var flow = station.state().flows().of(kind).findFirst().orElseThrow();
    return station
        .later(java.time.Duration.between(station.now(), flow.deadline()))
        .when(new Input.TimerFired(new TimerKey("flow", flow.id())));
  }
}
