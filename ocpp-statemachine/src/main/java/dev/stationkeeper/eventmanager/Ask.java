// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question on its way along the responders. It has exactly one outcome. */
final class Ask {
  /** What became of it; every way out is a compare-and-set from {@link #PENDING}. */
  enum Fate {
    PENDING,
    /** A handler decided, or all passed. */
    ANSWERED,
    /** A handler failed. */
    FAILED,
    /** The deadline answered. */
    TIMED_OUT,
    /** The manager was closed. */
    ABANDONED
  }

  private final Supervision supervision;
  private final GivenRequest request;
  private final Consumer<Outcome> reply;
  private final HandlerSlot[] chain;
  private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.PENDING);

  private int next;
  private volatile @Nullable HandlerSlot at;
  private volatile Scheduler.@Nullable Scheduled timer;

  Ask(Supervision supervision, GivenRequest request, HandlerSlot[] chain, Consumer<Outcome> reply) {
    this.supervision = supervision;
    this.request = request;
    this.chain = chain;
    this.reply = reply;
  }

  GivenRequest request() {
    return request;
  }

  Fate fate() {
    return fate.get();
  }

  void start() {
    Scheduler scheduler = supervision.scheduler();
    Duration left = Duration.between(scheduler.instant(), request.deadline());
    timer = scheduler.schedule(left, this::expired);
    next();
    if (isDone()) {
      // It ended before the timer was known to whoever ended it.
      cancelTimer();
    }
  }

  /** Goes to the next responder that takes it; after the last nobody had an opinion. */
  void next() {
    while (next < chain.length && !isDone()) {
      HandlerSlot slot = chain[next++];
      at = slot;
      if (slot.wants(request) && slot.offer(this)) {
        return;
      }
    }
    complete(Fate.ANSWERED, new Outcome.Passed());
  }

  boolean isDone() {
    return fate.get() != Fate.PENDING;
  }

  /** True when {@code outcome} is the one. */
  boolean complete(Fate how, Outcome outcome) {
    if (!fate.compareAndSet(Fate.PENDING, how)) {
      return false;
    }
    cancelTimer();
    reply.accept(outcome);
    return true;
  }

  private void expired() {
    HandlerSlot slot = at;
    complete(Fate.TIMED_OUT, slot == null ? new Outcome.Passed() : slot.expire(this));
  }

  private void cancelTimer() {
    Scheduler.Scheduled set = timer;
    if (set != null) {
      set.cancel();
    }
  }
}
