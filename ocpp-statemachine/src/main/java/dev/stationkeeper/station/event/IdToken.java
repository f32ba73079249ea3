// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import org.jspecify.annotations.Nullable;

/**
 * A token as the station presented it. Compared without regard to case (1.6 CiString20; 2.x
 * identifierString, case-insensitive).
 *
 * @param type of 2.x, for example {@code ISO14443}; {@code Unspecified} for a 1.6 idTag
 */
public record IdToken(String value, String type) {
  /** The type of a 1.6 idTag, which has none. */
  public static final String UNSPECIFIED = "Unspecified";

  /**
   * True when both name the same token; neither case nor type counts: stations tell the same token
   * with different types.
   */
  public static boolean isSame(@Nullable IdToken one, @Nullable IdToken other) {
    return one != null && other != null && one.value().equalsIgnoreCase(other.value());
  }
}
