// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which action of which version is served by what. An action that no block has is not offered. */
final class Services {
  private final Map<OcppVersion, Map<String, Service>> byVersion = new HashMap<>();

  Services() {
    for (OcppVersion version : OcppVersion.all()) {
      byVersion.put(version, Blocks.services(version));
    }
  }

  /** What serves the action; empty when it is not offered in that version. */
  Optional<Service> of(OcppVersion version, String action) {
    return Optional.ofNullable(byVersion.getOrDefault(version, Map.of()).get(action));
  }
}
