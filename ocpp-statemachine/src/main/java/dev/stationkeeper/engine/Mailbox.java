// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A station's serial mailbox: whoever puts mail in wakes one drain on the executor, and no two
 * drains of a station run at once. Urgent work (an append has settled, a state was loaded) is done
 * first and also while the mailbox is held; ordinary mail waits while it is held.
 */
final class Mailbox {
  private final Executor executor;
  private final Runnable drain;

  // All guarded by this.
  private final ArrayDeque<Mail> mail = new ArrayDeque<>(4);
  private final ArrayDeque<Runnable> urgent = new ArrayDeque<>(2);
  private boolean held;
  private boolean scheduled;

  /** {@code drain} takes mail until it has had enough, and must not throw. */
  Mailbox(Executor executor, Runnable drain) {
    this.executor = executor;
    this.drain = drain;
  }

  /** Puts mail in if fewer than {@code capacity} wait; false when the mailbox is full. */
  synchronized boolean offer(Mail item, int capacity) {
    if (mail.size() >= capacity) {
      return false;
    }
    add(item);
    return true;
  }

  /** Puts mail in whose number is bounded elsewhere: by sockets, open questions, timers. */
  synchronized void add(Mail item) {
    mail.add(item);
    wake();
  }

  synchronized void addUrgent(Runnable work) {
    urgent.add(work);
    wake();
  }

  synchronized @Nullable Runnable pollUrgent() {
    return urgent.poll();
  }

  /** The next mail; null when there is none or the mailbox is held. */
  synchronized @Nullable Mail poll() {
    return held ? null : mail.poll();
  }

  synchronized void hold() {
    held = true;
  }

  synchronized void release() {
    held = false;
  }

  /** Takes everything out. */
  synchronized List<Mail> clear() {
    List<Mail> taken = List.copyOf(mail);
    mail.clear();
    return taken;
  }

  /** How much mail waits. */
  synchronized int waiting() {
    return mail.size();
  }

  /** True when nothing waits, runs or is held. */
  synchronized boolean isIdle() {
    return !scheduled && !held && mail.isEmpty() && urgent.isEmpty();
  }

  private boolean hasWork() {
    return !urgent.isEmpty() || (!held && !mail.isEmpty());
  }

  private synchronized void wake() {
    if (!scheduled && hasWork()) {
      scheduled = true;
      schedule();
    }
  }

  private void schedule() {
    try {
      executor.execute(this::turn);
    } catch (RejectedExecutionException e) {
      // Only while the node goes down; what is in the log is all that counts then.
      synchronized (this) {
        scheduled = false;
      }
    }
  }

  private void turn() {
    try {
      drain.run();
    } finally {
      boolean again;
      synchronized (this) {
        again = hasWork();
        scheduled = again;
      }
      if (again) {
        schedule();
      }
    }
  }
}
