// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.StopCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A candidate beside a live handler: it is asked the same requests behind the answer, with slots,
 * threads and supervision of its own, and what it decides is compared and never sent. What it does
 * to the world comes to nothing ({@link ShadowServices}). Thread-safe.
 */
final class Shadow {
  /** So many questions may be with the candidate; further ones are skipped. */
  private static final int MOST_ASKED = 256;

  private final Supervision supervision;
  private final Plugin candidate;
  private final Instant since;
  private final ConcurrentHashMap<StationId, HandlerSlot> slots = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong same = new AtomicLong();
  private final AtomicLong different = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong crashes = new AtomicLong();
  private final ArrayDeque<ShadowReport.Difference> last = new ArrayDeque<>();

  Shadow(HandlerSpec spec, Supervision live) {
    this.supervision = live.shadow(this::noticed);
    this.candidate = new Plugin(spec, supervision);
    this.since = live.scheduler().instant();
  }

  /** Starts the candidate. */
  void begin(Consumer<Optional<String>> done) {
    candidate.start(done);
  }

  private void noticed(SupervisionEvent event) {
    if (event instanceof SupervisionEvent.HandlerCrashed) {
      crashes.incrementAndGet();
    }
  }

  private HandlerSlot slot(StationId station) {
    return slots.computeIfAbsent(
        station,
        id -> {
          HandlerSlot made = new HandlerSlot(id, candidate, supervision);
          candidate.add(made);
          return made;
        });
  }

  void tell(StationId station, Occurrence occurrence) {
    slot(station).tell(occurrence);
  }

  /**
   * Asks the candidate what the live handler was asked.
   *
   * @param live what the live handler decided
   */
  void ask(StationId station, Question question, Outcome live) {
    HandlerSlot slot = slot(station);
    if (asked.get() >= MOST_ASKED || !slot.hasRoom()) {
      skipped.incrementAndGet();
      return;
    }
    Instant now = supervision.scheduler().instant();
    Duration patience = Duration.between(question.receivedAt(), question.deadline());
    Question again =
        new Question(
            question.id(),
            question.version(),
            question.action(),
            question.payload(),
            question.receivedAt(),
            now.plus(patience));
    asked.incrementAndGet();
    new Ask(
            supervision,
            new GivenRequest(again, supervision.reader()),
            new HandlerSlot[] {slot},
            outcome -> {
              asked.decrementAndGet();
              compare(station, question, live, outcome);
            })
        .start();
  }

  private void compare(StationId station, Question question, Outcome live, Outcome shadow) {
    String one = Decided.text(live);
    String other = Decided.text(shadow);
    if (one.equals(other)) {
      same.incrementAndGet();
      return;
    }
    different.incrementAndGet();
    ShadowReport.Difference difference =
        new ShadowReport.Difference(
            question.receivedAt(),
            station.value(),
            question.id().toString(),
            question.action().name(),
            Decided.cut(one),
            Decided.cut(other));
    synchronized (last) {
      if (last.size() >= ShadowReport.KEPT) {
        last.removeFirst();
      }
      last.addLast(difference);
    }
  }

  ShadowReport report() {
    List<ShadowReport.Difference> differences;
    synchronized (last) {
      differences = List.copyOf(last);
    }
    return new ShadowReport(
        candidate.id().name(),
        candidate.spec().version(),
        since,
        same.get(),
        different.get(),
        skipped.get(),
        crashes.get(),
        differences);
  }

  void remove(StationId station) {
    HandlerSlot gone = slots.remove(station);
    if (gone != null) {
      gone.stop(StopCause.STATION_CLOSED, SlotState.REMOVED, kept -> candidate.remove(gone));
    }
  }

  /** Ends the candidate in order. */
  CompletableFuture<Void> close() {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (HandlerSlot slot : slots.values()) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      slot.stop(StopCause.UNINSTALLED, SlotState.REMOVED, kept -> end.complete(null));
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
        .thenCompose(stopped -> candidate.close());
  }
}
