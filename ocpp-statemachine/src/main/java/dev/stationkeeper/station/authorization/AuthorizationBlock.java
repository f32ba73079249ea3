// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.authorization;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Service;
import java.util.Map;

/** Block C, Authorization; 1.6 Core, Authorize. */
public final class AuthorizationBlock implements Block {
  @Override
  public Map<String, Service> services(OcppVersion version) {
    return Map.of(
        "Authorize",
        version.isAtLeast(OcppVersion.V2_0_1)
            ? new Authorization.Authorize2x()
            : new Authorization.Authorize16());
  }
}
