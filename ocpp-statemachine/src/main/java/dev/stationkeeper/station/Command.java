// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;

/**
 * A CALL that somebody wants sent to a station.
 *
 * @param id unique over all stations
 * @param payload already valid for the station's version when that was known
 * @param expiresAt a command that could not be sent by then ends as expired
 * @param by who wants it: a user, a handler; for the audit
 * @param priority of those that wait the highest is sent first, among equals the oldest; {@link
 *     #NORMAL} unless somebody says otherwise
 */
public record Command(
    String id, Action action, JsonView payload, Instant expiresAt, String by, int priority) {
  /** The priority of a command of which nothing is said. */
  public static final int NORMAL = 0;

  /** A command of normal priority. */
  public Command(String id, Action action, JsonView payload, Instant expiresAt, String by) {
    this(id, action, payload, expiresAt, by, NORMAL);
  }
}
