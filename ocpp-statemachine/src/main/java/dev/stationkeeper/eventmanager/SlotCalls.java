// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one call that a slot waits for. Whatever ends that is not it came too late: it is counted and
 * otherwise ignored.
 *
 * <p>The methods that say nothing else want the slot's lock held; calls run and end on the plugin's
 * thread or a timer's, without it.
 */
final class SlotCalls {
  /** What an awaited call leads to. Called with the slot's lock held, one of the two is there. */
  interface Ending<T> {
    void ended(@Nullable T result, @Nullable Failure failure);
  }

  private final HandlerSlot owner;
  private final Object lock;
  private final Outbox outbox;
  private @Nullable Call<?> running;
  private long late;

  /**
   * @param lock the slot's
   * @param outbox told from after an ending, without the lock
   */
  SlotCalls(HandlerSlot owner, Object lock, Outbox outbox) {
    this.owner = owner;
    this.lock = lock;
    this.outbox = outbox;
  }

  boolean isIdle() {
    return running == null;
  }

  /**
   * Hands {@code code} to the plugin's thread and waits for it from now on.
   *
   * @param deadline from its beginning; null when somebody else withdraws it
   */
  <T> void submit(
      PluginHost in, @Nullable Duration deadline, Call.VendorCode<T> code, Ending<T> ending) {
    in.submit(await(in, deadline, code, ending));
  }

  /** As {@link #submit}, but the caller hands it to the plugin's thread. */
  <T> Call<T> await(
      PluginHost in, @Nullable Duration deadline, Call.VendorCode<T> code, Ending<T> ending) {
    Call<T> call =
        new Call<>(
            in,
            owner,
            deadline,
            this::stillWanted,
            code,
            (ended, result, failure) -> ended(ended, result, failure, ending));
    running = call;
    return call;
  }

  /** The deadline of the call has come; true when it had not begun, and then nobody waits. */
  boolean withdraw() {
    Call<?> at = running;
    if (at != null && at.expire() == Call.Expiry.NEVER_BEGAN) {
      running = null;
      return true;
    }
    return false;
  }

  /** Waits for the call no longer; as nobody does, its deadline is now. */
  void abandon() {
    if (running != null) {
      running.expire();
      running = null;
    }
  }

  /** Counts what came too late. */
  void countLate() {
    late++;
  }

  long late() {
    return late;
  }

  /** Without the lock: on the plugin's thread, or on a timer's when the call was given up. */
  private <T> void ended(
      Call<T> call, @Nullable T result, @Nullable Failure failure, Ending<T> ending) {
    synchronized (lock) {
      if (running != call) {
        late++;
        return;
      }
      running = null;
      ending.ended(result, failure);
    }
    outbox.flush();
  }

  /** Without the lock: looked at on the plugin's thread just before vendor code runs. */
  private boolean stillWanted(Call<?> call) {
    synchronized (lock) {
      return running == call;
    }
  }
}
