// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a slot's work to its instance, one call at a time, and makes outcomes of what it decides.
 * Requests, events, timers and the results of commands all come this way. Confined to the slot's
 * lock.
 */
final class SlotDispatch {
  private final SlotLife life;
  private final SlotFixtures fixtures;
  private final SlotCalls calls;
  private final Mailbox mailbox;
  private final RequestInHand inHand;
  private long timeouts;

  SlotDispatch(SlotLife life, SlotFixtures fixtures) {
    this.life = life;
    this.fixtures = fixtures;
    this.calls = fixtures.calls();
    this.mailbox = fixtures.mailbox();
    this.inHand = fixtures.inHand();
  }

  long timeouts() {
    return timeouts;
  }

  /** Begins what is next, unless a call is under way. */
  void dispatch() {
    if (!calls.isIdle()) {
      return;
    }
    switch (life.state()) {
      case RUNNING -> {
        Mailbox.Work work = next();
        if (work != null) {
          begin(work);
        }
      }
      case HELD -> {
        Mailbox.Work work = inHand.isPromised() ? next() : null;
        if (work != null) {
          begin(work);
        } else if (!inHand.isPromised()) {
          life.swap().stopOld();
        }
      }
      case STOPPING -> life.stop().stopInstance();
      default -> {}
    }
  }

  private Mailbox.@Nullable Work next() {
    Mailbox.Work work = mailbox.take(inHand.isPromised());
    while (work != null && isStale(work)) {
      work = mailbox.take(inHand.isPromised());
    }
    return work;
  }

  private boolean isStale(Mailbox.Work work) {
    return switch (work) {
      case Mailbox.Work.Asked asked -> asked.ask().isDone();
      case Mailbox.Work.Task task -> task.generation() != life.generation();
      case Mailbox.Work.Later later -> !inHand.is(later.ask());
      case Mailbox.Work.Told told -> false;
      case Mailbox.Work.Lost lost -> false;
    };
  }

  private void begin(Mailbox.Work work) {
    Instance current = Objects.requireNonNull(life.instance());
    PluginHost in = current.host();
    StationHandler handler = current.handler();
    VendorSide vendor = fixtures.vendor();
    Duration deadline = fixtures.policy().eventDeadline();
    switch (work) {
      case Mailbox.Work.Asked asked -> {
        Ask ask = asked.ask();
        inHand.take(ask);
        int of = life.generation();
        // Its deadline is the request's own and comes through expire.
        calls.submit(
            in, null, () -> vendor.decide(in, handler, ask, later(of, ask)), this::decided);
      }
      case Mailbox.Work.Told told -> {
        GivenEvent event =
            new GivenEvent(told.occurrence(), fixtures.supervision().shownTo(in.spec()));
        calls.submit(in, deadline, () -> done(() -> handler.onEvent(event)), this::told);
      }
      case Mailbox.Work.Lost lost ->
          calls.submit(
              in, deadline, () -> done(() -> handler.onEventsLost(lost.count())), this::told);
      case Mailbox.Work.Task task ->
          calls.submit(in, deadline, () -> done(task.code()::run), this::told);
      case Mailbox.Work.Later later ->
          calls.submit(in, deadline, () -> vendor.judge(later), this::decided);
    }
  }

  private BiConsumer<@Nullable Answer, @Nullable Throwable> later(int of, Ask ask) {
    HandlerSlot slot = fixtures.slot();
    return (answer, thrown) -> slot.later(of, ask, answer, thrown);
  }

  private void decided(@Nullable Verdict verdict, @Nullable Failure failure) {
    if (verdict == null) {
      life.recovery().fail(Objects.requireNonNull(failure));
    } else if (verdict instanceof Verdict.Pending) {
      inHand.promise();
    } else {
      settle(verdict);
    }
    dispatch();
  }

  private void told(@Nullable Boolean done, @Nullable Failure failure) {
    if (failure != null) {
      life.recovery().fail(failure);
    }
    dispatch();
  }

  private void settle(Verdict verdict) {
    Ask ask = inHand.letGo();
    if (ask == null) {
      return;
    }
    String by = life.by();
    switch (verdict) {
      case Verdict.Reply reply ->
          fixtures.answer(ask, Ask.Fate.ANSWERED, new Outcome.Answered(reply.payload(), by));
      case Verdict.Refusal no ->
          fixtures.answer(
              ask, Ask.Fate.ANSWERED, new Outcome.Refused(no.code(), no.description(), by));
      case Verdict.Detach detach -> {
        fixtures.outbox().add(ask::next);
        life.noteError("Detached: " + detach.why());
        life.stop().begin(StopCause.DETACHED, SlotState.QUARANTINED, snapshot -> {});
      }
      default -> fixtures.outbox().add(ask::next);
    }
  }

  /** The deadline of {@code ask} has come; what it is answered. */
  Outcome expire(Ask ask) {
    Failure owed = inHand.owedTo(ask);
    if (owed != null) {
      return new Outcome.Failed(owed.summary(), life.by());
    }
    if (!inHand.is(ask)) {
      mailbox.remove(ask);
      return new Outcome.Passed();
    }
    if (inHand.isPromised()) {
      inHand.letGo();
      timeouts++;
      dispatch();
      return new Outcome.Failed("The promised answer did not come by the deadline", life.by());
    }
    if (calls.withdraw()) {
      inHand.letGo();
      dispatch();
      return new Outcome.Passed();
    }
    timeouts++;
    return new Outcome.Failed("No answer by the deadline", life.by());
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Boolean done(Step step) throws Exception {
    step.run();
    return Boolean.TRUE;
  }
}
