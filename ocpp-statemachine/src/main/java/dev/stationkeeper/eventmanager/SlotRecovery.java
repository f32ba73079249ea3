// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows the failure of an instance, in this order: it is fenced; dispatch is held; a new one
 * is opened; the failed request is reported; dispatch goes on. When the restart budget is spent, or
 * a new instance would do no better, the slot is quarantined. Confined to the slot's lock.
 */
final class SlotRecovery {
  private final SlotLife life;
  private final SlotFixtures fixtures;
  private final RestartBudget budget;
  private int outOfMemory;

  SlotRecovery(SlotLife life, SlotFixtures fixtures) {
    this.life = life;
    this.fixtures = fixtures;
    this.budget = new RestartBudget(fixtures.policy(), fixtures.supervision().random());
  }

  /** The instance, or the opening of one, failed. */
  void fail(Failure failure) {
    // Fence.
    int failed = life.generation();
    life.fence();
    fixtures.inHand().owe(failure);
    life.noteError(failure.text());
    fixtures.tell(
        new SupervisionEvent.HandlerCrashed(
            fixtures.station(), fixtures.id(), failed, failure.kind(), failure.text()));
    if (life.state() == SlotState.STOPPING) {
      life.stop().finish(Optional.empty());
      return;
    }
    // Hold, and reinstall.
    if (failure.kind() == FailureClass.INCOMPATIBLE) {
      enterQuarantine("Incompatible with this server's SPI: " + failure.summary());
    } else if (failure.kind() == FailureClass.OUT_OF_MEMORY && ++outOfMemory >= 2) {
      enterQuarantine("Out of memory for the second time");
    } else {
      restart(failure);
    }
  }

  private void restart(Failure failure) {
    Scheduler scheduler = fixtures.supervision().scheduler();
    Optional<Duration> pause = budget.spend(scheduler.instant());
    if (pause.isEmpty()) {
      enterQuarantine(
          "More than "
              + fixtures.policy().restarts()
              + " restarts in "
              + fixtures.policy().window().toSeconds()
              + " s, the last for "
              + failure.summary());
    } else if (pause.get().isZero()) {
      reinstall();
    } else {
      life.enter(SlotState.BACKOFF);
      int waiting = life.generation();
      scheduler.schedule(pause.get(), () -> pauseOver(waiting));
    }
  }

  /** Without the lock, on a timer's thread. */
  private void pauseOver(int waiting) {
    synchronized (fixtures.lock()) {
      if (life.state() == SlotState.BACKOFF && life.generation() == waiting) {
        reinstall();
      }
    }
    fixtures.outbox().flush();
  }

  private void reinstall() {
    life.enter(SlotState.RESTARTING);
    life.reopen(Optional.empty());
  }

  /** Reports the request that an instance failed on, if there is one, once the lock is free. */
  void reportOwed() {
    RequestInHand inHand = fixtures.inHand();
    @Nullable Ask ask = inHand.owed();
    if (ask != null) {
      Failure failure = Objects.requireNonNull(inHand.owedTo(ask));
      inHand.paid();
      fixtures.answer(ask, Ask.Fate.FAILED, new Outcome.Failed(failure.summary(), life.by()));
    }
  }

  /** Takes the handler out of service at once; what it still does counts for nothing. */
  void quarantine(String reason) {
    if (life.state() == SlotState.REMOVED || life.state() == SlotState.QUARANTINED) {
      return;
    }
    fixtures.inHand().owe(Failure.of(FailureClass.HUNG, "Quarantined: " + reason));
    life.fence();
    fixtures.calls().abandon();
    if (life.state() == SlotState.STOPPING) {
      life.stop().finish(Optional.empty());
    } else {
      enterQuarantine(reason, true);
    }
  }

  private void enterQuarantine(String reason) {
    enterQuarantine(reason, false);
  }

  private void enterQuarantine(String reason, boolean whole) {
    life.enter(SlotState.QUARANTINED);
    fixtures.tell(
        new SupervisionEvent.HandlerQuarantined(
            fixtures.station(), fixtures.id(), life.generation(), reason, whole));
    PluginHost on = life.host();
    if (!whole && on != null) {
      fixtures.outbox().add(() -> fixtures.slot().quarantinedOn(on, reason));
    }
    life.swap().landWithoutInstance();
    reportOwed();
    fixtures.release();
    fixtures.mailbox().dropEvents(true);
  }

  /** Lifts a quarantine; true when there was one. */
  boolean resume(Optional<PluginHost> ready) {
    if (life.state() != SlotState.QUARANTINED) {
      return false;
    }
    life.enter(SlotState.STARTING);
    budget.reset();
    outOfMemory = 0;
    fixtures.tell(new SupervisionEvent.HandlerResumed(fixtures.station(), fixtures.id()));
    if (ready.isPresent()) {
      life.moveTo(ready.get());
      life.open(ready.get(), Optional.empty());
    }
    return true;
  }
}
