// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Principal;
import org.jspecify.annotations.Nullable;

/** Is told of every request that is there to change something. Must neither block nor throw. */
@FunctionalInterface
interface ActionRecord {
  /** Records nothing. */
  ActionRecord NONE = (who, route, station, status, address) -> {};

  /**
   * A request was answered.
   *
   * @param station that it was about; null for none
   */
  void acted(Principal who, Route route, @Nullable String station, int status, String address);
}
