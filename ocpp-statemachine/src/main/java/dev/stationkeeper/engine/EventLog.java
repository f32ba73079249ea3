// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The append-only log, as far as an engine needs it. Thread-safe. */
public interface EventLog {
  /**
   * Appends the batch atomically, if the station's last sequence number is {@code lastSequence}.
   * Returns at once.
   *
   * @return completes on a log thread when the batch is on disk; fails with {@link
   *     LogConflictException} when another writer was first, or with an I/O failure after which
   *     nothing of the batch is in the log
   */
  CompletionStage<Void> append(StationId station, long lastSequence, List<NewEvent> batch);

  /** Reads a station's events above {@code afterSequence} in order. Blocks; for start and tools. */
  void read(StationId station, long afterSequence, Consumer<LoggedEvent> to);

  /**
   * An event to append.
   *
   * @param cause for people: message id, who decided
   * @param encoded as the log keeps it and observers see it: made once, where the event arises
   */
  record NewEvent(
      StationEvent event, java.time.Instant at, Cause cause, EventCodec.Encoded encoded) {
    private static final EventCodec CODEC = new EventCodec();

    /** Of an event that is not encoded yet. */
    public NewEvent(StationEvent event, java.time.Instant at, Cause cause) {
      this(event, at, cause, CODEC.encode(event));
    }
  }

  /**
   * An event in the log. {@code position} is global and rises, {@code sequence} is the station's.
   */
  record LoggedEvent(
      long position,
      StationId station,
      long sequence,
      java.time.Instant at,
      Cause cause,
      StationEvent event) {}
}
