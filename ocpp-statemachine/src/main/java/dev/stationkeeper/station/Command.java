// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CALL that somebody wants sent to a station.
 *
 * @param id unique over all stations
 * @param payload already valid for the station's version when that was known
 * @param expiresAt a command that could not be sent by then ends as expired
 * @param by who wants it: a user, a handler; for the audit
 * @param priority of those that wait the highest is sent first, among equals the oldest; {@link
 *     #NORMAL} unless somebody says otherwise
 * @param sealed the secrets that {@code payload} has masks for, to be opened where it is sent; null
 *     when there are none
 * @param carryThrough true when the machine is to send by itself what has to follow so that the
 *     station does what this command prepares: see {@code ProfileFlow}
 */
public record Command(
    String id,
    Action action,
    JsonView payload,
    Instant expiresAt,
    String by,
    int priority,
    @Nullable String sealed,
    boolean carryThrough) {
  /** The priority of a command of which nothing is said. */
  public static final int NORMAL = 0;

  /** A command whose secrets, if it has any, are in its payload. */
  public Command(
      String id, Action action, JsonView payload, Instant expiresAt, String by, int priority) {
    this(id, action, payload, expiresAt, by, priority, null, false);
  }

  /** A command of normal priority. */
  public Command(String id, Action action, JsonView payload, Instant expiresAt, String by) {
    this(id, action, payload, expiresAt, by, NORMAL);
  }

  /** The same, carried through. */
  public Command carriedThrough() {
    return new Command(id, action, payload, expiresAt, by, priority, sealed, true);
  }

  /** The same with masks in its payload. */
  public Command withSecrets(JsonView masked, String sealedSecrets) {
    return new Command(id, action, masked, expiresAt, by, priority, sealedSecrets, carryThrough);
  }
}
