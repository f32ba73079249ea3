// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Optional;

/** Checks a command before it is queued. Changes nothing. */
@FunctionalInterface
public interface CommandCheck {
  /** A sentence that says what is wrong; empty when the station's version can take the command. */
  Optional<String> fault(OcppVersion version, Action action, JsonView payload);

  /** The same for a station whose version is not known yet: what is wrong in every version. */
  default Optional<String> fault(Action action, JsonView payload) {
    return Optional.empty();
  }
}
