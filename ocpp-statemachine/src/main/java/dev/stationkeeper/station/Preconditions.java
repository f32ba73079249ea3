// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.Violation;
import java.util.Optional;

/**
 * What the specification forbids a CSMS to send. Nothing is refused that only the station can
 * judge: a connector, an EVSE, a reservation that we never heard of goes on the wire.
 */
final class Preconditions {
  private static final String NOT_ALLOWED = "NotAllowed";

  private Preconditions() {}

  /**
   * Why the command must not be sent, as the response of its end.
   *
   * @param version as far as it is known
   */
  static Optional<JsonView> refusal(
      StationState state, Command command, Optional<OcppVersion> version) {
    if (version.isPresent()) {
      if (!Payloads.isOurs(version.get(), command.action())) {
        return refused(
            "NotSupported", command.action() + " is no action of a CSMS in OCPP " + version.get());
      }
      Optional<Violation> fault =
          Payloads.ownRequestFault(version.get(), command.action(), command.payload());
      if (fault.isPresent()) {
        return refused(fault.get().code().name(), fault.get().description());
      }
      Optional<String> rule = Blocks.forbids(state, version.get(), command);
      if (rule.isPresent()) {
        return refused(NOT_ALLOWED, rule.get());
      }
    }
    if (state.registration().isAccepted() && triggersBoot(command)) {
      // Errata 3.40 of 1.6; F06.FR.17 of 2.x.
      return refused(NOT_ALLOWED, "An accepted station is not asked for a BootNotification");
    }
    return Optional.empty();
  }

  private static boolean triggersBoot(Command command) {
    return command.action().name().endsWith("TriggerMessage")
        && command.payload().string("requestedMessage").orElse("").equals(Gate.BOOT);
  }

  private static Optional<JsonView> refused(String code, String description) {
    return Optional.of(Outbound.error(code, Turn.shortened(description)));
  }
}
