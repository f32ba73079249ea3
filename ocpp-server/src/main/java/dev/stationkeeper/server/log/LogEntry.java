// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event on its way into the log; the components mean what those of {@link LogRecord} do. */
public record LogEntry(
    String type, int version, Instant at, Cause cause, String json, @Nullable StationEvent event) {
  /** An event of which there is only the text. */
  public LogEntry(String type, int version, Instant at, Cause cause, String json) {
    this(type, version, at, cause, json, null);
  }
}
