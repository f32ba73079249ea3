// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;

/**
 * Whether a station has monitors; which ones is a read model.
 *
 * @param any true when it told of one, or took one
 */
public record Monitored(boolean any) implements Part {
  static final Monitored NOTHING = new Monitored(false);

  @Override
  public Monitored after(StationEvent event, Instant at) {
    return !any && event instanceof MonitorsReported told && !told.monitors().isEmpty()
        ? new Monitored(true)
        : this;
  }
}
