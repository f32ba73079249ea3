// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.List;
import java.util.Map;

/**
 * A functional block of the specification: which CALLs of a station it serves, what it keeps of a
 * station, which flows it runs, and what else it has to do when something happens. Stateless: one
 * serves all stations. It lives in a package of its own and is entered in {@link Blocks}.
 */
public interface Block {
  /** What serves which of a station's CALLs in that version, by action. */
  default Map<String, Service> services(OcppVersion version) {
    return Map.of();
  }

  /** What it keeps of each station, as it is before anything has happened. */
  default List<Part> parts() {
    return List.of();
  }

  /** The kinds of flow it runs. */
  default List<FlowKind> flows() {
    return List.of();
  }

  /** Something happened; told after the flows that run. The place where flows are started. */
  default void on(Turn turn, Occasion occasion) {}
}
