// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.eventstreams;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamClosed;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamOpened;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event streams of a station that are open. A boot ends them; the station opens them again.
 *
 * @param open oldest first
 */
public record EventStreams(List<EventStream> open) implements Part {
  /** No more than these are let open. */
  public static final int LIMIT = 64;

  static final EventStreams NONE = new EventStreams(List.of());

  /**
   * A stream.
   *
   * @param monitorId the monitor whose values it carries (N11.FR.04)
   * @param interval seconds between messages; null when the number of values decides
   * @param values in a message; null when the interval decides
   */
  public record EventStream(
      int id, int monitorId, @Nullable Integer interval, @Nullable Integer values) {}

  public EventStreams {
    open = List.copyOf(open);
  }

  @Override
  public EventStreams after(StationEvent event, Instant at) {
    return switch (event) {
      case EventStreamOpened e ->
          new EventStreams(
              Stream.concat(
                      without(e.streamId()),
                      Stream.of(
                          new EventStream(e.streamId(), e.monitorId(), e.interval(), e.values())))
                  .limit(LIMIT)
                  .toList());
      case EventStreamClosed e -> new EventStreams(without(e.streamId()).toList());
      case BootNotified _ when !open.isEmpty() -> NONE;
      default -> this;
    };
  }

  /** The open stream with that id. */
  public Optional<EventStream> find(int id) {
    return open.stream().filter(known -> known.id() == id).findFirst();
  }

  private Stream<EventStream> without(int id) {
    return open.stream().filter(known -> known.id() != id);
  }
}
