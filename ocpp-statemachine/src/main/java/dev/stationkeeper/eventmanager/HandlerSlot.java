// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fixed place of one handler for one station. It outlives the instances in it: the mailbox is
 * the slot's, and every call and answer carries the generation of its instance, so that what a
 * fenced one still does counts for nothing.
 *
 * <p>On failure, in this order: the instance is fenced; dispatch is held; a new one is opened; the
 * failed request is reported; dispatch goes on. A request that comes in between waits here. The
 * deadline of a request holds throughout.
 *
 * <p>One lock guards all of it and is held for a few instructions; vendor code, receivers of
 * answers and listeners run outside. Long, because these transitions are one idea and share that
 * lock.
 */
final class HandlerSlot {
  private final StationId station;
  private final Plugin plugin;
  private final Supervision supervision;
  private final VendorSide vendor;
  private final Object lock = new Object();
  private final Outbox outbox = new Outbox();

  // All below are guarded by the lock.
  private final Mailbox mailbox;
  private final RestartBudget budget;
  private SlotState state = SlotState.STARTING;
  private int generation;
  private @Nullable PluginHost host;
  private @Nullable SlotContext opening;
  private @Nullable Instance instance;
  private @Nullable Call<?> running;

  /** The request that the instance is deciding; its next waits for it. */
  private @Nullable Ask head;

  private boolean headPending;
  private boolean headCameLater;

  /** The request that an instance failed on, reported once the next is in place. */
  private @Nullable Ask owed;

  private @Nullable Failure owedFailure;
  private @Nullable Swap swap;
  private StopCause stopCause = StopCause.SHUTDOWN;
  private SlotState stopInto = SlotState.REMOVED;
  private final List<Consumer<Optional<Snapshot>>> stopped = new ArrayList<>(0);
  private int outOfMemory;
  private long restarts;
  private long late;
  private long timeouts;
  private String lastError = "";

  private record Swap(PluginHost host, Consumer<Optional<String>> done) {}

  HandlerSlot(StationId station, Plugin plugin, Supervision supervision) {
    this.station = station;
    this.plugin = plugin;
    this.supervision = supervision;
    this.vendor = new VendorSide(supervision, station);
    SupervisionPolicy policy = supervision.policy();
    boolean observer = plugin.spec().role() == HandlerRole.OBSERVER;
    this.mailbox = new Mailbox(policy.requests(), observer ? policy.backlog() : policy.notices());
    this.budget = new RestartBudget(policy, supervision.random());
  }

  StationId station() {
    return station;
  }

  HandlerId id() {
    return plugin.id();
  }

  boolean wants(GivenRequest request) {
    return plugin.spec().wants(request.version(), request.action());
  }

  // --- what comes in

  /** Takes {@code ask}, to answer it or to call its {@code next}; false when it passes at once. */
  boolean offer(Ask ask) {
    boolean taken;
    synchronized (lock) {
      taken = serves() && mailbox.ask(ask);
      if (taken) {
        dispatch();
      }
    }
    outbox.flush();
    return taken;
  }

  /** The deadline of {@code ask} has come; what it is answered. */
  Outcome expire(Ask ask) {
    Outcome outcome;
    synchronized (lock) {
      outcome = expireLocked(ask);
    }
    outbox.flush();
    return outcome;
  }

  /** Tells an event. */
  void tell(Occurrence occurrence) {
    synchronized (lock) {
      if (!serves()) {
        mailbox.lose(1);
      } else if (instance == null || instance.listens()) {
        mailbox.tell(occurrence);
        dispatch();
      }
    }
    outbox.flush();
  }

  /** Runs {@code code} as a call of the instance of that generation, if it still serves. */
  void post(int of, Runnable code) {
    synchronized (lock) {
      if (of == generation && serves()) {
        mailbox.post(new Mailbox.Work.Task(of, code));
        dispatch();
      }
    }
    outbox.flush();
  }

  /** An answer that was to come later is there. On any thread, the vendor's included. */
  private void later(int of, Ask ask, @Nullable Answer answer, @Nullable Throwable thrown) {
    synchronized (lock) {
      if (of != generation || head != ask || headCameLater || !serves()) {
        late++;
        return;
      }
      headCameLater = true;
      mailbox.post(new Mailbox.Work.Later(of, ask, answer, thrown));
      dispatch();
    }
    outbox.flush();
  }

  // --- opening

  /** A load of the plugin runs: opens the first instance if none was yet. */
  void pluginReady(PluginHost ready) {
    synchronized (lock) {
      if (state == SlotState.STARTING && instance == null && running == null) {
        host = ready;
        open(ready, Optional.empty(), this::opened);
      }
    }
    outbox.flush();
  }

  private void open(PluginHost in, Optional<Snapshot> handedOver, Call.Ending<Instance> ending) {
    int next = ++generation;
    SlotContext context = new SlotContext(this, in, next, supervision);
    opening = context;
    Call<Instance> call =
        call(
            in,
            supervision.policy().startDeadline(),
            () -> vendor.open(in, context, handedOver),
            ending);
    running = call;
    if (state == SlotState.RESTARTING) {
      outbox.add(() -> supervision.gate().before(station, id(), next, () -> in.submit(call)));
    } else {
      in.submit(call);
    }
  }

  private void opened(Call<Instance> call, @Nullable Instance made, @Nullable Failure failure) {
    synchronized (lock) {
      if (!ended(call)) {
        return;
      }
      if (made == null) {
        fail(Objects.requireNonNull(failure));
      } else {
        serve(made);
      }
    }
    outbox.flush();
  }

  private void serve(Instance made) {
    opening = null;
    instance = made;
    host = made.host();
    if (!made.listens()) {
      mailbox.dropEvents(false);
    }
    if (state == SlotState.RESTARTING) {
      restarts++;
      tell(new SupervisionEvent.HandlerReinstalled(station, id(), generation));
    }
    if (state != SlotState.STOPPING) {
      state = swap == null ? SlotState.RUNNING : SlotState.HELD;
    }
    reportOwed();
    dispatch();
  }

  // --- dispatch

  private void dispatch() {
    if (running != null) {
      return;
    }
    switch (state) {
      case RUNNING -> {
        Mailbox.Work work = next();
        if (work != null) {
          begin(work);
        }
      }
      case HELD -> {
        Mailbox.Work work = headPending ? next() : null;
        if (work != null) {
          begin(work);
        } else if (!headPending) {
          stopForSwap();
        }
      }
      case STOPPING -> stopInstance();
      default -> {}
    }
  }

  private Mailbox.@Nullable Work next() {
    Mailbox.Work work = mailbox.take(headPending);
    while (work != null && isStale(work)) {
      work = mailbox.take(headPending);
    }
    return work;
  }

  private boolean isStale(Mailbox.Work work) {
    return switch (work) {
      case Mailbox.Work.Asked asked -> asked.ask().isDone();
      case Mailbox.Work.Task task -> task.generation() != generation;
      case Mailbox.Work.Later later -> later.ask() != head;
      case Mailbox.Work.Told told -> false;
      case Mailbox.Work.Lost lost -> false;
    };
  }

  private void begin(Mailbox.Work work) {
    Instance current = Objects.requireNonNull(instance);
    StationHandler handler = current.handler();
    Duration deadline = supervision.policy().eventDeadline();
    switch (work) {
      case Mailbox.Work.Asked asked -> {
        Ask ask = asked.ask();
        head = ask;
        headCameLater = false;
        int of = generation;
        // Its deadline is the request's own and comes through expire.
        submit(
            current,
            call(
                current.host(),
                null,
                () -> vendor.decide(handler, ask, late(of, ask)),
                this::decided));
      }
      case Mailbox.Work.Told told ->
          submit(
              current,
              call(
                  current.host(),
                  deadline,
                  () -> done(() -> handler.onEvent(new GivenEvent(told.occurrence()))),
                  this::told));
      case Mailbox.Work.Lost lost ->
          submit(
              current,
              call(
                  current.host(),
                  deadline,
                  () -> done(() -> handler.onEventsLost(lost.count())),
                  this::told));
      case Mailbox.Work.Task task ->
          submit(current, call(current.host(), deadline, () -> done(task.code()::run), this::told));
      case Mailbox.Work.Later later ->
          submit(current, call(current.host(), deadline, () -> vendor.judge(later), this::decided));
    }
  }

  private void submit(Instance current, Call<?> call) {
    running = call;
    current.host().submit(call);
  }

  private BiConsumer<@Nullable Answer, @Nullable Throwable> late(int of, Ask ask) {
    return (answer, thrown) -> later(of, ask, answer, thrown);
  }

  private void decided(Call<Verdict> call, @Nullable Verdict verdict, @Nullable Failure failure) {
    synchronized (lock) {
      if (!ended(call)) {
        return;
      }
      if (verdict == null) {
        fail(Objects.requireNonNull(failure));
      } else if (verdict instanceof Verdict.Pending) {
        headPending = head != null;
      } else {
        settle(verdict);
      }
      dispatch();
    }
    outbox.flush();
  }

  private void told(Call<Boolean> call, @Nullable Boolean done, @Nullable Failure failure) {
    synchronized (lock) {
      if (!ended(call)) {
        return;
      }
      if (failure != null) {
        fail(failure);
      }
      dispatch();
    }
    outbox.flush();
  }

  private void settle(Verdict verdict) {
    Ask ask = takeHead();
    if (ask == null) {
      return;
    }
    String by = by();
    switch (verdict) {
      case Verdict.Reply reply ->
          outbox.add(
              () -> answer(ask, Ask.Fate.ANSWERED, new Outcome.Answered(reply.payload(), by)));
      case Verdict.Refusal no ->
          outbox.add(
              () ->
                  answer(
                      ask,
                      Ask.Fate.ANSWERED,
                      new Outcome.Refused(no.code(), no.description(), by)));
      case Verdict.Detach detach -> {
        outbox.add(ask::next);
        lastError = "Detached: " + detach.why();
        stopLocked(StopCause.DETACHED, SlotState.QUARANTINED, snapshot -> {});
      }
      default -> outbox.add(ask::next);
    }
  }

  private void answer(Ask ask, Ask.Fate fate, Outcome outcome) {
    if (!ask.complete(fate, outcome)) {
      synchronized (lock) {
        late++;
      }
    }
  }

  private Outcome expireLocked(Ask ask) {
    if (ask == owed) {
      Failure failure = Objects.requireNonNull(owedFailure);
      return new Outcome.Failed(failure.summary(), by());
    }
    if (ask != head) {
      mailbox.remove(ask);
      return new Outcome.Passed();
    }
    if (headPending) {
      takeHead();
      timeouts++;
      dispatch();
      return new Outcome.Failed("The promised answer did not come by the deadline", by());
    }
    Call<?> at = running;
    if (at != null && at.expire() == Call.Expiry.NEVER_BEGAN) {
      takeHead();
      running = null;
      dispatch();
      return new Outcome.Passed();
    }
    timeouts++;
    return new Outcome.Failed("No answer by the deadline", by());
  }

  // --- failure

  private void fail(Failure failure) {
    // Fence.
    int failed = generation;
    fence();
    Ask ask = takeHead();
    if (ask != null) {
      owed = ask;
      owedFailure = failure;
    }
    lastError = failure.text();
    tell(
        new SupervisionEvent.HandlerCrashed(station, id(), failed, failure.kind(), failure.text()));
    if (state == SlotState.STOPPING) {
      finishStop(Optional.empty());
      return;
    }
    // Hold, and reinstall.
    if (failure.kind() == FailureClass.INCOMPATIBLE) {
      quarantineLocked("Incompatible with this server's SPI: " + failure.summary());
    } else if (failure.kind() == FailureClass.OUT_OF_MEMORY && ++outOfMemory >= 2) {
      quarantineLocked("Out of memory for the second time");
    } else {
      restart(failure);
    }
  }

  private void restart(Failure failure) {
    Optional<Duration> pause = budget.spend(supervision.scheduler().instant());
    if (pause.isEmpty()) {
      quarantineLocked(
          "More than "
              + supervision.policy().restarts()
              + " restarts in "
              + supervision.policy().window().toSeconds()
              + " s, the last for "
              + failure.summary());
    } else if (pause.get().isZero()) {
      state = SlotState.RESTARTING;
      open(Objects.requireNonNull(host), Optional.empty(), this::opened);
    } else {
      state = SlotState.BACKOFF;
      int waiting = generation;
      supervision.scheduler().schedule(pause.get(), () -> pauseOver(waiting));
    }
  }

  private void pauseOver(int waiting) {
    synchronized (lock) {
      if (state == SlotState.BACKOFF && generation == waiting) {
        state = SlotState.RESTARTING;
        open(Objects.requireNonNull(host), Optional.empty(), this::opened);
      }
    }
    outbox.flush();
  }

  private void fence() {
    if (opening != null) {
      opening.fence();
      opening = null;
    }
    if (instance != null) {
      instance.context().fence();
      instance = null;
    }
    mailbox.dropTasks();
  }

  private void reportOwed() {
    Ask ask = owed;
    Failure failure = owedFailure;
    owed = null;
    owedFailure = null;
    if (ask != null && failure != null) {
      String by = by();
      outbox.add(() -> answer(ask, Ask.Fate.FAILED, new Outcome.Failed(failure.summary(), by)));
    }
  }

  // --- quarantine, stop, swap

  /** Takes the handler out of service here at once; what it still does counts for nothing. */
  void quarantine(String reason) {
    synchronized (lock) {
      if (state != SlotState.REMOVED && state != SlotState.QUARANTINED) {
        Ask ask = takeHead();
        if (ask != null) {
          owed = ask;
          owedFailure = Failure.of(FailureClass.HUNG, "Quarantined: " + reason);
        }
        fence();
        if (running != null) {
          // Nobody waits for it now, so its deadline is here.
          running.expire();
          running = null;
        }
        if (state == SlotState.STOPPING) {
          finishStop(Optional.empty());
        } else {
          quarantineLocked(reason);
        }
      }
    }
    outbox.flush();
  }

  private void quarantineLocked(String reason) {
    state = SlotState.QUARANTINED;
    tell(new SupervisionEvent.HandlerQuarantined(station, id(), generation, reason));
    if (swap != null) {
      host = swap.host();
      endSwap(Optional.empty());
    }
    reportOwed();
    release();
    mailbox.dropEvents(true);
  }

  /** Lifts a quarantine; true when there was one. */
  boolean resume(Optional<PluginHost> ready) {
    boolean was;
    synchronized (lock) {
      was = state == SlotState.QUARANTINED;
      if (was) {
        state = SlotState.STARTING;
        budget.reset();
        outOfMemory = 0;
        tell(new SupervisionEvent.HandlerResumed(station, id()));
        if (ready.isPresent()) {
          host = ready.get();
          open(ready.get(), Optional.empty(), this::opened);
        }
      }
    }
    outbox.flush();
    return was;
  }

  /**
   * Ends the instance in order and leaves the slot in {@code into}. Requests that wait pass on.
   *
   * @param done is told when it is over, with what the instance handed over
   */
  void stop(StopCause cause, SlotState into, Consumer<Optional<Snapshot>> done) {
    synchronized (lock) {
      stopLocked(cause, into, done);
      dispatch();
    }
    outbox.flush();
  }

  private void stopLocked(StopCause cause, SlotState into, Consumer<Optional<Snapshot>> done) {
    stopped.add(done);
    if (state == SlotState.QUARANTINED || state == SlotState.REMOVED) {
      stopInto = into;
      finishStop(Optional.empty());
      return;
    }
    boolean already = state == SlotState.STOPPING;
    state = SlotState.STOPPING;
    stopInto = into;
    if (!already) {
      stopCause = cause;
      endSwap(Optional.empty());
      Ask pending = headPending ? takeHead() : null;
      if (pending != null) {
        outbox.add(pending::next);
      }
      release();
      mailbox.dropEvents(true);
      mailbox.dropTasks();
    }
  }

  private void stopInstance() {
    Instance current = instance;
    if (current == null) {
      finishStop(Optional.empty());
      return;
    }
    StopCause cause = stopCause;
    submit(
        current,
        call(
            current.host(),
            supervision.policy().stopDeadline(),
            () -> vendor.stop(current.handler(), cause),
            this::instanceStopped));
  }

  private void instanceStopped(
      Call<VendorSide.Kept> call, VendorSide.@Nullable Kept kept, @Nullable Failure failure) {
    synchronized (lock) {
      if (ended(call)) {
        finishStop(handedOver(kept, failure));
      }
    }
    outbox.flush();
  }

  private Optional<Snapshot> handedOver(VendorSide.@Nullable Kept kept, @Nullable Failure failure) {
    if (kept == null) {
      lastError = Objects.requireNonNull(failure).text();
      tell(new SupervisionEvent.StopFailed(station, id(), generation, lastError));
      return Optional.empty();
    }
    return kept.snapshot();
  }

  private void finishStop(Optional<Snapshot> snapshot) {
    fence();
    state = stopInto;
    reportOwed();
    List<Consumer<Optional<Snapshot>>> waiting = List.copyOf(stopped);
    stopped.clear();
    snapshot.ifPresent(
        kept -> outbox.add(() -> supervision.services().checkpoint(station, id(), kept)));
    outbox.add(() -> waiting.forEach(done -> done.accept(snapshot)));
  }

  /**
   * Puts an instance of {@code to} in place of the present one, which hands over its snapshot; the
   * one before comes back when the new one does not open.
   *
   * @param done is told when it is over, with the reason when it was rolled back
   */
  void swap(PluginHost to, Consumer<Optional<String>> done) {
    synchronized (lock) {
      switch (state) {
        case RUNNING, RESTARTING, STARTING -> {
          endSwap(Optional.of("another swap"));
          swap = new Swap(to, done);
          if (state == SlotState.RUNNING) {
            state = SlotState.HELD;
          } else if (running == null) {
            host = to;
            endSwap(Optional.empty());
            open(to, Optional.empty(), this::opened);
          }
          dispatch();
        }
        case HELD -> outbox.add(() -> done.accept(Optional.of("a swap is under way")));
        case BACKOFF, QUARANTINED, STOPPING, REMOVED -> {
          host = to;
          outbox.add(() -> done.accept(Optional.empty()));
        }
      }
    }
    outbox.flush();
  }

  private void stopForSwap() {
    Instance old = Objects.requireNonNull(instance);
    submit(
        old,
        call(
            old.host(),
            supervision.policy().stopDeadline(),
            () -> vendor.stop(old.handler(), StopCause.SWAPPED),
            this::oldStopped));
  }

  private void oldStopped(
      Call<VendorSide.Kept> call, VendorSide.@Nullable Kept kept, @Nullable Failure failure) {
    synchronized (lock) {
      if (ended(call)) {
        Optional<Snapshot> handed = handedOver(kept, failure);
        fence();
        Swap to = swap;
        if (state == SlotState.STOPPING || to == null) {
          finishStop(handed);
        } else {
          open(to.host(), handed, (c, made, broken) -> newOpened(c, made, broken, handed));
        }
      }
    }
    outbox.flush();
  }

  private void newOpened(
      Call<Instance> call,
      @Nullable Instance made,
      @Nullable Failure failure,
      Optional<Snapshot> handed) {
    synchronized (lock) {
      if (!ended(call)) {
        return;
      }
      if (made != null) {
        tell(new SupervisionEvent.HandlerSwapped(station, id(), generation, made.host().load()));
        endSwap(Optional.empty());
        serve(made);
      } else {
        fence();
        String reason = Objects.requireNonNull(failure).summary();
        lastError = failure.text();
        tell(new SupervisionEvent.SwapRolledBack(station, id(), generation, reason));
        endSwap(Optional.of(reason));
        if (state == SlotState.STOPPING) {
          finishStop(handed);
        } else {
          open(Objects.requireNonNull(host), handed, this::opened);
        }
      }
    }
    outbox.flush();
  }

  private void endSwap(Optional<String> rolledBack) {
    Swap over = swap;
    swap = null;
    if (over != null) {
      outbox.add(() -> over.done().accept(rolledBack));
    }
  }

  // --- small things

  /** True when nothing more is to be moved to {@code to}. */
  boolean isOn(PluginHost to) {
    synchronized (lock) {
      return host == to || state == SlotState.REMOVED;
    }
  }

  SlotStatus status() {
    synchronized (lock) {
      return new SlotStatus(
          station,
          id(),
          plugin.spec().role(),
          state,
          generation,
          restarts,
          lastError,
          mailbox.depth(),
          late,
          mailbox.lost(),
          timeouts);
    }
  }

  private boolean serves() {
    return switch (state) {
      case STARTING, RUNNING, RESTARTING, BACKOFF, HELD -> true;
      case QUARANTINED, STOPPING, REMOVED -> false;
    };
  }

  /** True when {@code call} is the one that was waited for; it is then no longer. */
  private boolean ended(Call<?> call) {
    if (running != call) {
      late++;
      return false;
    }
    running = null;
    return true;
  }

  private @Nullable Ask takeHead() {
    Ask ask = head;
    head = null;
    headPending = false;
    return ask;
  }

  private void release() {
    for (Ask ask : mailbox.releaseAsks()) {
      outbox.add(ask::next);
    }
  }

  private String by() {
    return id().name() + "#" + generation;
  }

  private void tell(SupervisionEvent event) {
    outbox.add(() -> supervision.listener().on(event));
  }

  private <T> Call<T> call(
      PluginHost in, @Nullable Duration deadline, Call.VendorCode<T> code, Call.Ending<T> ending) {
    return new Call<>(in, this, deadline, this::stillWanted, code, ending);
  }

  /** Looked at on the plugin's thread just before vendor code runs. */
  private boolean stillWanted(Call<?> call) {
    synchronized (lock) {
      return running == call;
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Boolean done(Step step) throws Exception {
    step.run();
    return Boolean.TRUE;
  }
}
