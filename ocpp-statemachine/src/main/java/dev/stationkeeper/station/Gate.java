// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Map;
import java.util.Set;

/**
 * Who may send what before the station is accepted (requirements 3.1; B01.FR.10, B02.FR.01,
 * B02.FR.09, B03.FR.03, B03.FR.07).
 */
public final class Gate {
  /** The action by which a station asks to be let in. */
  public static final String BOOT = "BootNotification";

  /** 2.x parts of a report that a Pending station may have been asked for. */
  private static final Set<String> REPORTS = Set.of("NotifyReport", "NotifyMonitoringReport");

  private static final Set<String> CONFIGURES_2X =
      Set.of(
          "GetVariables",
          "SetVariables",
          "GetBaseReport",
          "GetReport",
          "TriggerMessage",
          "CertificateSigned",
          "InstallCertificate",
          "SetNetworkProfile");

  private static final Set<String> CHARGES_16 =
      Set.of("RemoteStartTransaction", "RemoteStopTransaction");

  /** A trigger whose message has another name than its action. */
  private static final Map<String, String> TRIGGERS =
      Map.of(
          "SignChargingStationCertificate", "SignCertificate",
          "SignV2GCertificate", "SignCertificate",
          "SignV2G20Certificate", "SignCertificate",
          "SignCombinedCertificate", "SignCertificate",
          "SignChargePointCertificate", "SignCertificate");

  private Gate() {}

  /** True when the station may send this action now. */
  static boolean lets(StationState state, Session session, String action) {
    Registration registration = state.registration();
    if (registration.isAccepted() || action.equals(BOOT)) {
      return true;
    }
    boolean reports =
        REPORTS.contains(action)
            && session.version() != null
            && session.version().isAtLeast(OcppVersion.V2_0_1);
    return registration.isPending() && (reports || session.expected().contains(action));
  }

  /** True when we may send this action to the station now. */
  static boolean letsOut(StationState state, OcppVersion version, String action) {
    Registration registration = state.registration();
    if (registration.isAccepted()) {
      return true;
    }
    return registration.isPending()
        && (version.isAtLeast(OcppVersion.V2_0_1)
            ? CONFIGURES_2X.contains(action)
            : !CHARGES_16.contains(action));
  }

  /** The action that the station sends when it follows a trigger. */
  public static String triggered(String requestedMessage) {
    return TRIGGERS.getOrDefault(requestedMessage, requestedMessage);
  }
}
