// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.Violation;
import java.util.Optional;

/** What a strict station holds the messages of its CSMS against. */
interface PayloadCheck {
  /** Takes everything. */
  PayloadCheck NONE =
      new PayloadCheck() {
        @Override
        public Optional<Violation> request(OcppVersion version, Action action, JsonView payload) {
          return Optional.empty();
        }

        @Override
        public Optional<Violation> response(OcppVersion version, Action action, JsonView payload) {
          return Optional.empty();
        }
      };

  /** The first fault of a request of the CSMS; empty also when the action is not known. */
  Optional<Violation> request(OcppVersion version, Action action, JsonView payload);

  /** The first fault of an answer of the CSMS. */
  Optional<Violation> response(OcppVersion version, Action action, JsonView payload);
}
