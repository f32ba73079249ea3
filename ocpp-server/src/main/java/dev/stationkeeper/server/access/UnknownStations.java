// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a station that nobody announced. */
public enum UnknownStations {
  /** It is let in like any other. */
  ACCEPT,
  /** It is let in, its registration is Pending until an operator approves it. */
  PENDING,
  /** It is answered 404. */
  REFUSE;

  /** The one of that name in the configuration. */
  public static Optional<UnknownStations> of(String name) {
    return Arrays.stream(values())
        .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(name.strip()))
        .findFirst();
  }
}
