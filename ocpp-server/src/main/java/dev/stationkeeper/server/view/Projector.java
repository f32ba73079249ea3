// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.consumer.Subscriber;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.station.event.EventCodec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds some projections from one pass over the log: many events in one transaction, together with
 * the checkpoints.
 */
final class Projector implements Subscriber {
  private static final Duration GATHERS = Duration.ofMillis(200);

  private final String name;
  private final ViewDatabase database;
  private final List<Projection> projections;
  private final EventCodec codec;
  private final Parked parked;
  private final Map<Projection, Long> checkpoints = new HashMap<>();

  Projector(
      String name,
      ViewDatabase database,
      List<Projection> projections,
      EventCodec codec,
      Parked parked) {
    this.name = name;
    this.database = database;
    this.projections = projections;
    this.codec = codec;
    this.parked = parked;
  }

  /** Is told of an event that a projection could not digest. */
  @FunctionalInterface
  interface Parked {
    void parked(String projection, LogRecord event, String reason);
  }

  @Override
  public String name() {
    return name;
  }

  /** A transaction costs the same whatever is in it, and pages are written once in each. */
  @Override
  public Duration gathers() {
    return GATHERS;
  }

  @Override
  public long checkpoint() throws SQLException {
    long lowest = Long.MAX_VALUE;
    for (Projection projection : projections) {
      long checkpoint = database.checkpoint(projection);
      checkpoints.put(projection, checkpoint);
      lowest = Math.min(lowest, checkpoint);
    }
    return lowest;
  }

  @Override
  public void accept(List<LogRecord> events) throws SQLException {
    List<ViewEvent> typed = new ArrayList<>(events.size());
    for (LogRecord event : events) {
      typed.add(new ViewEvent(event, codec));
    }
    try {
      database.write((connection, changes) -> apply(typed, changes));
    } catch (SQLException | RuntimeException e) {
      projections.forEach(Projection::forget);
      throw e;
    }
    projections.forEach(Projection::committed);
    projections.forEach(p -> checkpoints.merge(p, events.getLast().position(), Math::max));
  }

  private void apply(List<ViewEvent> events, Changes changes) throws SQLException {
    for (Projection projection : projections) {
      long behind = checkpoints.getOrDefault(projection, 0L);
      for (ViewEvent event : events) {
        if (event.position() > behind && projection.takes(event.raw().type())) {
          projection.apply(event, changes);
        }
      }
      projection.finish(changes);
      database.moveCheckpoint(projection, Math.max(behind, events.getLast().position()), changes);
    }
  }

  /** Only the projections that cannot digest the event go without it. */
  @Override
  public void park(LogRecord event, String reason) throws SQLException {
    for (Projection projection : projections) {
      if (event.position() > checkpoints.getOrDefault(projection, 0L)) {
        parkFor(projection, event);
      }
    }
  }

  private void parkFor(Projection projection, LogRecord event) throws SQLException {
    try {
      database.write(
          (connection, changes) -> {
            if (projection.takes(event.type())) {
              projection.apply(new ViewEvent(event, codec), changes);
            }
            projection.finish(changes);
            database.moveCheckpoint(projection, event.position(), changes);
          });
      projection.committed();
    } catch (SQLException | RuntimeException e) {
      projection.forget();
      String reason = String.valueOf(e.getMessage());
      database.write(
          (connection, changes) -> {
            changes.run(
                "INSERT OR REPLACE INTO parked VALUES (?, ?, ?)",
                projection.name(),
                event.position(),
                reason);
            database.moveCheckpoint(projection, event.position(), changes);
          });
      parked.parked(projection.name(), event, reason);
    }
    checkpoints.put(projection, event.position());
  }
}
