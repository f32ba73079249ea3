// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a projection sees it. Its JSON is read when somebody first looks at it and it is not
 * at hand as an event, once for all who do. Confined to the thread that feeds the projections.
 */
final class ViewEvent {
  private final LogRecord raw;
  private final EventCodec codec;
  private final boolean ofSystem;
  private @Nullable StationEvent station;
  private @Nullable SystemEvent system;
  private boolean read;

  ViewEvent(LogRecord raw, EventCodec codec) {
    this.raw = raw;
    this.codec = codec;
    this.ofSystem = raw.stream().equals(SystemLog.STREAM);
  }

  /** As it lies in the log. */
  LogRecord raw() {
    return raw;
  }

  /** True when it belongs to no station. */
  boolean ofSystem() {
    return ofSystem;
  }

  /**
   * What happened to the station; null for a system event.
   *
   * @throws dev.stationkeeper.station.event.UnreadableEventException when this build cannot read it
   */
  @Nullable StationEvent station() {
    read();
    return station;
  }

  /** What happened to no station; null for a station's event, and for a type of a later version. */
  @Nullable SystemEvent system() {
    read();
    return system;
  }

  private void read() {
    if (read) {
      return;
    }
    if (ofSystem) {
      system = SystemLog.typed(raw).orElse(null);
    } else {
      station = raw.event(codec);
    }
    read = true;
  }

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
