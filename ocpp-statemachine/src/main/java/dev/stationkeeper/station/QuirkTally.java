// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.QuirkUses;
import dev.stationkeeper.station.event.StationEvent.QuirksUsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the station needed which quirk, since its first message. Durable: the fold of its
 * events. It has an entry a quirk at most.
 */
public record QuirkTally(List<UsedQuirk> used) {
  static final QuirkTally NONE = new QuirkTally(List.of());

  public QuirkTally {
    used = List.copyOf(used);
  }

  /**
   * One quirk.
   *
   * @param quirk its name in the configuration
   * @param times values that were read by it
   * @param last when it was last needed: tells whether a newer firmware still does
   */
  public record UsedQuirk(String quirk, long times, Instant last) {}

  QuirkTally after(QuirksUsed event, Instant at) {
    List<UsedQuirk> next = new ArrayList<>(used);
    for (QuirkUses uses : event.uses()) {
      long before = 0;
      for (UsedQuirk known : used) {
        if (known.quirk().equals(uses.quirk())) {
          before = known.times();
          next.remove(known);
        }
      }
      next.add(new UsedQuirk(uses.quirk(), before + uses.times(), at));
    }
    return new QuirkTally(next);
  }
}
