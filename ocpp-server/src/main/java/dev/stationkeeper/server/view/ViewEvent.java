// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a projection sees it.
 *
 * @param raw as it lies in the log
 * @param station what happened to the station; null for a system event
 * @param system what happened to no station; null for a station's event, and for a type that only a
 *     later version knows
 */
record ViewEvent(LogRecord raw, @Nullable StationEvent station, @Nullable SystemEvent system) {
  long position() {
    return raw.position();
  }

  Instant at() {
    return raw.at();
  }

  /** The station id, or {@code $system}. */
  String stream() {
    return raw.stream();
  }
}
