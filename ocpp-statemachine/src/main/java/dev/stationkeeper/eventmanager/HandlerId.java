// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.regex.Pattern;

/**
 * The name of a configured handler, unique in a server.
 *
 * @param name 1 to 40 characters: lower-case letters, digits, dashes
 */
public record HandlerId(String name) implements Comparable<HandlerId> {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public HandlerId {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A handler's name has 1 to 40 characters of a-z 0-9 -: '" + name + "'");
    }
  }

  @Override
  public int compareTo(HandlerId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
