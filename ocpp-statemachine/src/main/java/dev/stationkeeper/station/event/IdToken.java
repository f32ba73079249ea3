// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

/**
 * A token as the station presented it. Compared without regard to case (1.6 CiString20; 2.x
 * identifierString, case-insensitive).
 *
 * @param type of 2.x, for example {@code ISO14443}; {@code Unspecified} for a 1.6 idTag
 */
public record IdToken(String value, String type) {
  /** The type of a 1.6 idTag, which has none. */
  public static final String UNSPECIFIED = "Unspecified";
}
