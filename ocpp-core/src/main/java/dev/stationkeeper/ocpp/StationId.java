// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.regex.Pattern;

/**
 * A station's identity, the last segment of its connection URL (OCPP-J part 4, 3.1; 1.6-J 3.1.1).
 *
 * @param value 1 to 48 characters of {@code A-Z a-z 0-9 * - _ = + @ . |} and space
 */
public record StationId(String value) implements Comparable<StationId> {
  /** Longest identity, in characters. */
  public static final int MAX_LENGTH = 48;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9*\\-_=+@.| ]{1,48}");

  public StationId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "A station id has 1 to 48 characters of A-Z a-z 0-9 * - _ = + @ . | and space");
    }
  }

  /** True when {@code value} can be a station id. */
  public static boolean isValid(String value) {
    return ALLOWED.matcher(value).matches() && !value.isBlank();
  }

  @Override
  public int compareTo(StationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
