// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.remotecontrol;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Reasons;
import java.util.Optional;
import java.util.Set;

/** What block F and 1.6 Core forbid a CSMS to ask for. */
final class RemoteControlRules {
  private static final Set<String> NAMES_A_CONNECTOR =
      Set.of(
          "RemoteStartTransaction", "UnlockConnector", "TriggerMessage", "ExtendedTriggerMessage");

  private RemoteControlRules() {}

  static Optional<String> fault(OcppVersion version, String action, JsonView payload) {
    return version.equals(OcppVersion.V1_6) ? fault16(action, payload) : fault2x(action, payload);
  }

  private static Optional<String> fault16(String action, JsonView payload) {
    return new Reasons()
        .when(
            NAMES_A_CONNECTOR.contains(action) && payload.number("connectorId").orElse(1) < 1,
            action + " is for a connector above 0 (1.6 " + action + ")")
        .first();
  }

  private static Optional<String> fault2x(String action, JsonView payload) {
    return new Reasons()
        .when(
            action.equals("TriggerMessage")
                && payload.string("requestedMessage").orElse("").equals("StatusNotification")
                && !payload.has("evse", "connectorId"),
            "A StatusNotification is triggered for a connector: evse.connectorId is missing"
                + " (F06.FR.13)")
        .first();
  }
}
