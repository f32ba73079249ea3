// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.EventLog.LoggedEvent;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.engine.LogConflictException;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A list in place of a disk, for the many runs; what it gives back went through the codec. */
final class MemoryStore implements Store {
  private final EventCodec codec = new EventCodec();
  private final List<LoggedEvent> events = new ArrayList<>();
  private final Map<StationId, Long> heads = new HashMap<>();

  @Override
  public void append(StationId station, long lastSequence, List<NewEvent> batch)
      throws LogConflictException {
    long head = heads.getOrDefault(station, 0L);
    if (head != lastSequence) {
      throw new LogConflictException(station + " is at " + head + ", not at " + lastSequence);
    }
    for (NewEvent event : batch) {
      heads.put(station, ++head);
      events.add(
          new LoggedEvent(
              events.size() + 1L, station, head, event.at(), event.cause(), read(event.event())));
    }
  }

  private StationEvent read(StationEvent event) {
    EventCodec.Encoded encoded = codec.encode(event);
    return codec.decode(encoded.type(), encoded.version(), encoded.payload());
  }

  @Override
  public void fail(StationId station, long lastSequence, List<NewEvent> batch) throws IOException {
    throw new IOException("simulated: write error");
  }

  @Override
  public void cutWhileWriting(StationId station, long lastSequence, List<NewEvent> batch) {
    // Nothing of it was written; SegmentedStore has the other cases.
  }

  @Override
  public void read(StationId station, long afterSequence, Consumer<LoggedEvent> to) {
    for (LoggedEvent event : List.copyOf(events)) {
      if (event.station().equals(station) && event.sequence() > afterSequence) {
        to.accept(event);
      }
    }
  }

  @Override
  public void readAll(Consumer<LoggedEvent> to) {
    events.forEach(to);
  }

  @Override
  public void restart() {}

  @Override
  public void close() {}
}
