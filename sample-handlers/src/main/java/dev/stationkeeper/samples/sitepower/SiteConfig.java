// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import java.util.List;
import java.util.Optional;

/**
 * A site: what its connection carries and who shares it.
 *
 * @param name unique among the sites
 * @param limit what each line carries, in tenths of an ampere
 * @param voltage between a line and neutral, in V
 * @param standby what a station may draw without a transaction, in tenths of an ampere
 * @param stations in the order of the file
 */
record SiteConfig(String name, int limit, int voltage, int standby, List<Member> stations) {
  /** Below this no EV charges (IEC 61851-1), in tenths of an ampere. */
  static final int LEAST = 60;

  SiteConfig {
    stations = List.copyOf(stations);
  }

  /**
   * A station of the site.
   *
   * @param max what it can draw from each of its lines whatever it is told: its fuse, or its cable
   * @param lines of the site that it is connected to, for example {@code L1}
   * @param watts true for a station that wants limits in W
   */
  record Member(String id, int max, List<String> lines, boolean watts) {
    Member {
      lines = List.copyOf(lines);
    }
  }

  Optional<Member> member(String station) {
    return stations.stream().filter(member -> member.id().equals(station)).findFirst();
  }
}
