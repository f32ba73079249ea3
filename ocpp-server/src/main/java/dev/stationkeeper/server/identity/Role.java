// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role may do all that the one before it may. */
public enum Role {
  /** May look at everything but users. */
  VIEWER,
  /** May send commands, keep tokens and stations, resume handlers. */
  OPERATOR,
  /** May keep users and API tokens. */
  ADMIN;

  /** The role that {@code name} names in lower case. */
  public static Optional<Role> of(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  /** True when this role may do what needs {@code needed}. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The name in the API and in events. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
