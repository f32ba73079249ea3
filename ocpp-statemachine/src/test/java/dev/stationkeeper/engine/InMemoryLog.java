// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.StationEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log that is durable when the test says so, or at once. Thread-safe. */
final class InMemoryLog implements EventLog {
  private record Pending(
      StationId station, long after, List<NewEvent> batch, CompletableFuture<Void> done) {}

  private final List<LoggedEvent> events = new ArrayList<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final List<Integer> batchSizes = new ArrayList<>();
  private boolean manual;
  private @Nullable Exception failure;

  /** From now on a batch is durable when {@link #sync} is called. */
  synchronized void hold() {
    manual = true;
  }

  /** Every further append fails with {@code why}; null mends it. */
  synchronized void failWith(@Nullable Exception why) {
    failure = why;
  }

  /** Makes the oldest pending batch durable. */
  void sync() {
    Pending next;
    synchronized (this) {
      next = pending.remove();
    }
    complete(next);
  }

  /** Somebody else writes first. */
  synchronized void intrude(StationId station, NewEvent event) {
    add(station, List.of(event));
  }

  /** Changes the words of what is there, and neither number nor order. */
  synchronized void reword(UnaryOperator<StationEvent> words) {
    events.replaceAll(
        e ->
            new LoggedEvent(
                e.position(),
                e.station(),
                e.sequence(),
                e.at(),
                e.cause(),
                words.apply(e.event())));
  }

  synchronized List<LoggedEvent> events() {
    return List.copyOf(events);
  }

  synchronized List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  /** The sequence number that the oldest pending batch wants the log to be at. */
  synchronized long lastExpectedSequence() {
    return pending.element().after();
  }

  synchronized int pendingCount() {
    return pending.size();
  }

  @Override
  public CompletionStage<Void> append(StationId station, long lastSequence, List<NewEvent> batch) {
    Pending next =
        new Pending(station, lastSequence, List.copyOf(batch), new CompletableFuture<>());
    synchronized (this) {
      if (manual) {
        pending.add(next);
        return next.done();
      }
    }
    complete(next);
    return next.done();
  }

  private void complete(Pending next) {
    Exception why;
    synchronized (this) {
      why = failure;
      if (why == null && lastSequence(next.station()) != next.after()) {
        why = new LogConflictException("the log is at " + lastSequence(next.station()));
      }
      if (why == null) {
        batchSizes.add(next.batch().size());
        add(next.station(), next.batch());
      }
    }
    if (why == null) {
      next.done().complete(null);
    } else {
      next.done().completeExceptionally(why);
    }
  }

  private void add(StationId station, List<NewEvent> batch) {
    for (NewEvent event : batch) {
      events.add(
          new LoggedEvent(
              events.size() + 1L,
              station,
              lastSequence(station) + 1,
              event.at(),
              event.cause(),
              event.event()));
    }
  }

  private long lastSequence(StationId station) {
    return events.stream().filter(e -> e.station().equals(station)).count();
  }

  @Override
  public void read(StationId station, long afterSequence, Consumer<LoggedEvent> to) {
    events().stream()
        .filter(e -> e.station().equals(station) && e.sequence() > afterSequence)
        .forEach(to);
  }
}
