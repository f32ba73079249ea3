// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token of the operator's list.
 *
 * @param type of 2.x; empty for whatever type a station names
 * @param group the group (2.x groupIdToken, 1.6 parentIdTag) it belongs to
 * @param concurrent in so many transactions at a time; 0 for any number
 * @param places where it is good; empty for everywhere
 * @param connectors the connector types it is good for; empty for all
 * @param local whether stations may have it in their local lists
 */
record Token(
    String id,
    String type,
    boolean blocked,
    @Nullable Instant expires,
    @Nullable String group,
    int concurrent,
    List<Place> places,
    List<String> connectors,
    boolean local) {
  Token {
    places = List.copyOf(places);
    connectors = List.copyOf(connectors);
  }

  /** Tokens are compared without regard to case (C01.FR.25; 1.6 CiString20). */
  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  boolean isExpired(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  Optional<String> groupId() {
    return Optional.ofNullable(group);
  }

  /** Says nothing that names a person. */
  @Override
  public String toString() {
    return "Token[" + (type.isEmpty() ? "any type" : type) + (blocked ? ", blocked]" : "]");
  }
}
