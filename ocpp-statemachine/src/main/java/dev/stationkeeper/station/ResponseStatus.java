// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import java.util.Set;

/** What a station's answer means for the command. */
final class ResponseStatus {
  /** Every status by which a station says that it does, or will do, what it was told. */
  private static final Set<String> YES =
      Set.of(
          "Accepted",
          "AcceptedCanceled",
          "RebootRequired",
          "Scheduled",
          "Unlocked",
          "Unpublished",
          "Processing");

  private ResponseStatus() {}

  /** An answer without a status, such as that of GetVariables, gives what was asked for. */
  static CommandStatus of(JsonView response) {
    return response
        .string("status")
        .map(status -> YES.contains(status) ? CommandStatus.ACCEPTED : CommandStatus.REJECTED)
        .orElse(CommandStatus.ACCEPTED);
  }
}
