// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;

/**
 * What one block keeps of a station: a record, in its block's package, found in the state by its
 * class. Immutable and bounded; a hundred thousand stations have one each. Its simple name is its
 * name in a snapshot.
 */
public interface Part {
  /**
   * This part after an event, which happened at {@code at}; itself when the event does not concern
   * it. Refuses nothing and depends on no policy.
   */
  Part after(StationEvent event, Instant at);
}
