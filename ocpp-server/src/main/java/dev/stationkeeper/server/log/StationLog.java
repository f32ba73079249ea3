// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.EventCodec;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The event log as the stations' engines see it. Thread-safe. */
public final class StationLog implements EventLog {
  private final SegmentedLog log;
  private final EventCodec codec;

  /** Keeps station events in {@code log}, each station's in a stream of its id. */
  public StationLog(SegmentedLog log, EventCodec codec) {
    this.log = log;
    this.codec = codec;
  }

  @Override
  public CompletionStage<Void> append(StationId station, long lastSequence, List<NewEvent> batch) {
    List<LogEntry> entries = batch.stream().map(StationLog::entry).toList();
    return log.append(station.value(), lastSequence, entries).thenApply(position -> null);
  }

  private static LogEntry entry(NewEvent event) {
    EventCodec.Encoded encoded = event.encoded();
    return new LogEntry(
        encoded.type(),
        encoded.version(),
        event.at(),
        event.cause(),
        encoded.payload(),
        event.event());
  }

  @Override
  public void read(StationId station, long afterSequence, Consumer<LoggedEvent> to) {
    log.read(
        station.value(),
        afterSequence,
        0,
        event -> {
          to.accept(typed(event));
          return true;
        });
  }

  /**
   * The event behind a record of a station's stream.
   *
   * @throws dev.stationkeeper.station.event.UnreadableEventException when this build cannot read it
   */
  public LoggedEvent typed(LogRecord event) {
    return new LoggedEvent(
        event.position(),
        new StationId(event.stream()),
        event.sequence(),
        event.at(),
        event.cause(),
        event.event(codec));
  }
}
