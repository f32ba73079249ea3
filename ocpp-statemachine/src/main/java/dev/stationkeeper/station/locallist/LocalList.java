// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.locallist;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.LocalListEvent.LocalListVersionTold;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which local list a station has. The list itself is not kept: it is in the log, and its owner has
 * it.
 *
 * @param version that the station confirmed last; 0: it has none; null: nobody has asked yet
 */
public record LocalList(@Nullable Integer version) implements Part {
  static final LocalList UNKNOWN = new LocalList(null);

  @Override
  public LocalList after(StationEvent event, Instant at) {
    return event instanceof LocalListVersionTold told ? new LocalList(told.version()) : this;
  }
}
