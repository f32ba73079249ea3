// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.SimpleServices.Judged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which action of which version is served by what. An action that is not here is not offered. */
final class Services {
  private static final Service ACKNOWLEDGED = new Acknowledged();

  /** Served alike in every version. */
  private static final Map<String, Service> ALL =
      Map.of(
          "BootNotification", new Provisioning.BootNotification(),
          "Heartbeat", new Availability.Heartbeat(),
          "DataTransfer", new Judged("UnknownVendorId"),
          "FirmwareStatusNotification", ACKNOWLEDGED,
          "LogStatusNotification", ACKNOWLEDGED,
          "SecurityEventNotification", ACKNOWLEDGED,
          "SignCertificate", new Judged("Rejected"));

  private static final Map<String, Service> V1_6 =
      Map.of(
          "Authorize", new Authorization.Authorize16(),
          "StartTransaction", new Transactions16.StartTransaction(),
          "StopTransaction", new Transactions16.StopTransaction(),
          "MeterValues", new Transactions16.MeterValues(),
          "StatusNotification", new Availability.StatusNotification16(),
          "DiagnosticsStatusNotification", ACKNOWLEDGED,
          "SignedFirmwareStatusNotification", ACKNOWLEDGED);

  /** Served alike in 2.0.1 and 2.1. */
  private static final Map<String, Service> V2 =
      Map.of(
          "Authorize", new Authorization.Authorize2x(),
          "TransactionEvent", new Transactions2x.TransactionEvent(),
          "MeterValues", new Transactions2x.MeterValues(),
          "StatusNotification", new Availability.StatusNotification2x(),
          "NotifyEvent", new Availability.NotifyEvent(),
          "Get15118EVCertificate", new Judged(),
          "GetCertificateStatus", new Judged("Failed"),
          "NotifyEVChargingNeeds", new Judged("Rejected"),
          "NotifyEVChargingSchedule", new Judged());

  private static final List<String> V2_ACKNOWLEDGED =
      List.of(
          "ClearedChargingLimit",
          "NotifyChargingLimit",
          "NotifyCustomerInformation",
          "NotifyDisplayMessages",
          "NotifyMonitoringReport",
          "NotifyReport",
          "PublishFirmwareStatusNotification",
          "ReportChargingProfiles",
          "ReservationStatusUpdate");

  private static final List<String> V2_1_ACKNOWLEDGED =
      List.of(
          "BatterySwap",
          "ClosePeriodicEventStream",
          "NotifyDERAlarm",
          "NotifyDERStartStop",
          "NotifyPriorityCharging",
          "ReportDERControl");

  private static final Map<String, Service> V2_1 =
      Map.of(
          "GetCertificateChainStatus", new Judged(),
          "NotifySettlement", new Judged(),
          "OpenPeriodicEventStream", new Judged("Rejected"),
          "PullDynamicScheduleUpdate", new Judged("Rejected"),
          "VatNumberValidation", new Judged());

  private final Map<OcppVersion, Map<String, Service>> byVersion = new HashMap<>();

  Services() {
    for (OcppVersion version : OcppVersion.all()) {
      byVersion.put(version, table(version));
    }
  }

  /** What serves the action; empty when it is not offered in that version. */
  Optional<Service> of(OcppVersion version, String action) {
    return Optional.ofNullable(byVersion.getOrDefault(version, Map.of()).get(action));
  }

  private static Map<String, Service> table(OcppVersion version) {
    Map<String, Service> table = new HashMap<>(ALL);
    if (version.equals(OcppVersion.V1_6)) {
      table.putAll(V1_6);
      return Map.copyOf(table);
    }
    table.putAll(V2);
    V2_ACKNOWLEDGED.forEach(action -> table.put(action, ACKNOWLEDGED));
    if (version.isAtLeast(OcppVersion.V2_1)) {
      table.putAll(V2_1);
      V2_1_ACKNOWLEDGED.forEach(action -> table.put(action, ACKNOWLEDGED));
    }
    return Map.copyOf(table);
  }
}
