// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import org.jspecify.annotations.Nullable;

/**
 * The last connection of a station.
 *
 * @param connection its number; 0 when there was none yet
 * @param open false once it is known to be gone
 * @param version that it spoke, for example {@code 2.0.1}; null when there was none yet
 * @param securityProfile 0 to 3, with which it was made; null when that is not known
 */
public record Link(
    long connection, boolean open, @Nullable String version, @Nullable Integer securityProfile) {
  static final Link NONE = new Link(0, false, null, null);

  Link opened(long number, String spoken, @Nullable Integer profile) {
    return new Link(number, true, spoken, profile);
  }

  /** The close of an older connection, told late, changes nothing. */
  Link closed(long number) {
    return number == connection ? new Link(connection, false, version, securityProfile) : this;
  }
}
