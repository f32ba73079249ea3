// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every request that is there to change something, and of every one that was refused.
 * Must neither block nor throw.
 */
interface ActionRecord {
  /** Records nothing. */
  ActionRecord NONE = new ActionRecord() {};

  /**
   * A request was answered.
   *
   * @param station that it was about; null for none
   */
  default void acted(
      Principal who, Route route, @Nullable String station, int status, String address) {}

  /**
   * A request was refused before anything was done: by the role, for the lack of the session's
   * token, or because too many logins from there had failed.
   *
   * @param who null when nobody knows
   * @param station that it was about; null for none
   * @param status 403 or 429
   */
  default void refused(
      @Nullable Principal who, Route route, @Nullable String station, int status, String address) {}
}
