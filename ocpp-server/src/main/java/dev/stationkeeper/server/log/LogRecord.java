// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the log, its payload not looked into.
 *
 * @param position global, rises by one with every event of any stream
 * @param stream a station id or {@link SystemLog#STREAM}
 * @param sequence the stream's own, gap-free from 1
 * @param type name of the event's type
 * @param version of the type's layout
 * @param json the attributes, one JSON object
 * @param event what the JSON was made from, where that is still at hand: the same in other words,
 *     so it makes no difference to equality
 */
public record LogRecord(
    long position,
    String stream,
    long sequence,
    Instant at,
    Cause cause,
    String type,
    int version,
    String json,
    @Nullable StationEvent event) {
  /** A record as it was read. */
  public LogRecord(
      long position,
      String stream,
      long sequence,
      Instant at,
      Cause cause,
      String type,
      int version,
      String json) {
    this(position, stream, sequence, at, cause, type, version, json, null);
  }

  /**
   * What happened to the station, read when it is not at hand.
   *
   * @throws dev.stationkeeper.station.event.UnreadableEventException when this build cannot read
   *     it, or it is no station's event
   */
  public StationEvent event(EventCodec codec) {
    StationEvent known = event;
    return known == null ? codec.decode(type, version, json) : known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogRecord that
        && position == that.position
        && sequence == that.sequence
        && version == that.version
        && stream.equals(that.stream)
        && at.equals(that.at)
        && cause.equals(that.cause)
        && type.equals(that.type)
        && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(position, stream, sequence);
  }
}
