// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.firmware.FirmwareCheck;
import java.util.Optional;

/** Looks at the firmware of updates behind another check (A00.FR.707). */
public record FirmwareCommandCheck(CommandCheck next, FirmwareCheck firmware)
    implements CommandCheck {
  @Override
  public Optional<String> fault(OcppVersion version, Action action, JsonView payload) {
    return next.fault(version, action, payload).or(() -> firmware.fault(action, payload));
  }

  @Override
  public Optional<String> fault(Action action, JsonView payload) {
    return next.fault(action, payload).or(() -> firmware.fault(action, payload));
  }
}
