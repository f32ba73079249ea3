// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.Violation;
import java.util.Optional;

/** Holds the CSMS to the definitions of its version, member by member; nothing is let pass. */
final class CatalogueCheck implements PayloadCheck {
  @Override
  public Optional<Violation> request(OcppVersion version, Action action, JsonView payload) {
    return MessageCatalogue.of(version).request(action).flatMap(type -> type.validate(payload));
  }

  @Override
  public Optional<Violation> response(OcppVersion version, Action action, JsonView payload) {
    return MessageCatalogue.of(version).response(action).flatMap(type -> type.validate(payload));
  }
}
