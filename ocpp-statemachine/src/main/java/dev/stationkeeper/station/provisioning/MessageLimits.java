// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.station.StationState;
import java.util.Optional;

/**
 * How much a station takes in one message, as far as it has told.
 *
 * @param items entries of the list in it
 * @param bytes of the whole message
 */
public record MessageLimits(int items, int bytes) {
  /** The limits of {@code action} among the variables of {@code component}. */
  public static MessageLimits of(StationState state, String component, String action) {
    Configuration known = state.parts().get(Configuration.class);
    return new MessageLimits(
        number(known.value(component, "ItemsPerMessage", action)),
        number(known.value(component, "BytesPerMessage", action)));
  }

  private static int number(Optional<String> told) {
    try {
      int limit = told.map(text -> Integer.parseInt(text.strip())).orElse(Integer.MAX_VALUE);
      return limit > 0 ? limit : Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
