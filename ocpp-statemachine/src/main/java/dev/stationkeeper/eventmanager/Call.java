// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One call of vendor code, and the only place where there is one. {@link #run} catches whatever
 * comes, tells the owner exactly once how it ended, and never throws.
 *
 * <p>Lock order: a slot's lock, then this; nothing is called with this locked.
 *
 * @param <T> what the vendor's code returns
 */
final class Call<T> implements Runnable {
  /** The call that the present thread is in. */
  static final ScopedValue<Call<?>> CURRENT = ScopedValue.newInstance();

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  /** The vendor's code with what we do around it on the vendor's thread. */
  interface VendorCode<T> {
    T run() throws Exception;
  }

  /** How a call ended. Exactly one of {@code result} and {@code failure} is there. */
  interface Ending<T> {
    void ended(Call<T> call, @Nullable T result, @Nullable Failure failure);
  }

  /** What a deadline found. */
  enum Expiry {
    /** It had not begun and never will. */
    NEVER_BEGAN,
    /** It was at work and has been interrupted. */
    AT_WORK,
    /** It had ended. */
    OVER
  }

  private enum Phase {
    WAITING,
    RUNNING,
    ENDED,
    ABANDONED
  }

  private final PluginHost host;
  private final @Nullable HandlerSlot owner;
  private final @Nullable Duration deadline;
  private final Predicate<Call<?>> current;
  private final VendorCode<T> code;
  private final Ending<T> ending;

  private Phase phase = Phase.WAITING;
  private @Nullable Thread thread;
  private Scheduler.@Nullable Scheduled watch;
  private long begun;
  private boolean overdue;
  private boolean interrupting;

  /**
   * @param owner the slot it belongs to, null for the plugin itself
   * @param deadline from its beginning; null when somebody else calls {@link #expire}
   * @param current false when nobody waits for it any more
   */
  Call(
      PluginHost host,
      @Nullable HandlerSlot owner,
      @Nullable Duration deadline,
      Predicate<Call<?>> current,
      VendorCode<T> code,
      Ending<T> ending) {
    this.host = host;
    this.owner = owner;
    this.deadline = deadline;
    this.current = current;
    this.code = code;
    this.ending = ending;
  }

  /** True inside a call that belongs to {@code slot}. */
  static boolean inCallOf(HandlerSlot slot) {
    return CURRENT.isBound() && CURRENT.get().owner == slot;
  }

  @Override
  public void run() {
    Thread self = Thread.currentThread();
    // 1. Does anybody still want it?
    if (!current.test(this) || !begin(self)) {
      return;
    }
    // 2. The plugin's own class loader.
    ClassLoader before = self.getContextClassLoader();
    self.setContextClassLoader(host.loader());
    T result = null;
    Failure failure = null;
    try {
      // 3. The call.
      result = ScopedValue.where(CURRENT, this).call(code::run);
    } catch (Throwable thrown) {
      // 4. Classified, and made text, while the deadline still watches.
      failure = read(thrown);
    }
    try {
      // 5 and 6. The owner completes the request, or replaces the instance first.
      if (end()) {
        measure(outcome(result, failure));
        // What follows is our own code: an interrupt meant for the vendor must not reach it.
        Thread.interrupted();
        ending.ended(this, result, failure);
      } else {
        measure("late");
        host.lateReturn();
      }
    } catch (Throwable ours) {
      LOG.error("{}: the end of a call could not be dealt with", host.id(), ours);
    } finally {
      // 7. The thread as it was.
      self.setContextClassLoader(before);
      MDC.clear();
      Thread.interrupted();
    }
    // 8. Nothing is thrown.
  }

  /** The deadline has come. Called by a timer of its own or by the request that it serves. */
  Expiry expire() {
    synchronized (this) {
      switch (phase) {
        case WAITING -> {
          phase = Phase.ABANDONED;
          return Expiry.NEVER_BEGAN;
        }
        case RUNNING -> {
          if (overdue) {
            return Expiry.AT_WORK;
          }
          overdue = true;
          watch = host.scheduler().schedule(host.policy().grace(), this::giveUp);
        }
        default -> {
          return Expiry.OVER;
        }
      }
    }
    // Interrupting closes a channel the vendor may have written: not on a thread of ours.
    Thread.ofPlatform().daemon().name("handler-interrupt").start(this::interrupt);
    return Expiry.AT_WORK;
  }

  private synchronized boolean begin(Thread self) {
    if (phase != Phase.WAITING) {
      return false;
    }
    phase = Phase.RUNNING;
    thread = self;
    begun = host.scheduler().nanos();
    if (deadline != null) {
      watch = host.scheduler().schedule(deadline, this::expire);
    }
    return true;
  }

  private static String outcome(@Nullable Object result, @Nullable Failure failure) {
    if (failure != null) {
      return failure.kind().label();
    }
    return result instanceof Verdict verdict ? verdict.kind() : "done";
  }

  private void measure(String outcome) {
    long from;
    synchronized (this) {
      from = begun;
    }
    Duration took = Duration.ofNanos(host.scheduler().nanos() - from);
    host.meter().called(host.id(), outcome, took);
  }

  private Failure read(Throwable thrown) {
    try {
      return Failure.thrown(thrown, host.mayTrace());
    } catch (Throwable hostile) {
      return Failure.of(FailureClass.ERROR, thrown.getClass().getName());
    }
  }

  /** True when the call still counts; from then on nobody interrupts this thread. */
  private synchronized boolean end() {
    while (interrupting && phase == Phase.RUNNING) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Not to be kept: it is the one that was waited for, or the vendor's own.
        LOG.trace("{}: interrupted as announced", host.id());
      }
    }
    if (phase != Phase.RUNNING) {
      return false;
    }
    phase = Phase.ENDED;
    if (watch != null) {
      watch.cancel();
    }
    return true;
  }

  private void interrupt() {
    Thread target;
    synchronized (this) {
      if (phase != Phase.RUNNING || thread == null) {
        return;
      }
      interrupting = true;
      target = thread;
    }
    try {
      target.interrupt();
    } finally {
      synchronized (this) {
        interrupting = false;
        notifyAll();
      }
    }
  }

  private void giveUp() {
    Thread hung;
    synchronized (this) {
      if (phase != Phase.RUNNING || thread == null) {
        return;
      }
      phase = Phase.ABANDONED;
      notifyAll();
      hung = thread;
    }
    measure(FailureClass.HUNG.label());
    Failure failure =
        Failure.of(
            FailureClass.HUNG,
            "The call did not come back by its deadline, nor within "
                + host.policy().grace().toMillis()
                + " ms of an interrupt");
    try {
      ending.ended(this, null, failure);
    } finally {
      host.abandoned(hung);
    }
  }
}
