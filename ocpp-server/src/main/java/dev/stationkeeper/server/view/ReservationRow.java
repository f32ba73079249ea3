// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.ocpp.JsonView;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A reservation.
 *
 * @param id by which the station names it
 * @param connector under 1.6; 0 is any; null where an EVSE or none was named
 * @param evse in 2.x; null is any
 * @param expiresAt as it was asked for
 * @param status requested, active or unanswered; then used, cancelled, expired, removed,
 *     noTransaction, replaced, refused or failed
 */
public record ReservationRow(
    @Nullable Integer id,
    @Nullable Integer connector,
    @Nullable Integer evse,
    @Nullable String idToken,
    @Nullable String expiresAt,
    String status) {
  static ReservationRow of(FlowRow flow) {
    JsonView wanted = flow.attributes();
    return new ReservationRow(
        flow.requestId(),
        number(wanted, "connector"),
        number(wanted, "evse"),
        wanted.string("idToken").orElse(null),
        wanted.string("expiresAt").orElse(null),
        flow.outcome() == null ? flow.step() : flow.outcome());
  }

  private static @Nullable Integer number(JsonView from, String name) {
    OptionalLong value = from.number(name);
    return value.isPresent() ? (Integer) (int) value.getAsLong() : null;
  }
}
