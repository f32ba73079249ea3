// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Platform threads in a group of their own, at a lower priority. Two are enough while handlers
 * answer at once; when a call has waited for {@code growAfter} because all threads are taken, one
 * more is made, up to the limit. A thread that was given up does not count towards the limit: a
 * handler that loops for ever costs a processor, never another station its turn. The queue holds at
 * most one call per slot.
 */
final class PluginWorkers implements Workers {
  private static final Logger LOG = LoggerFactory.getLogger(PluginWorkers.class);
  private static final int CORE = 2;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private record Waiting(Runnable call, long since) {}

  private final String name;
  private final Scheduler scheduler;
  private final int most;
  private final Duration growAfter;
  private final ClassLoader loader;
  private final ThreadGroup group;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final Set<Thread> threads = new HashSet<>();
  private final Set<Thread> zombies = new HashSet<>();
  private int idle;
  private int serial;
  private boolean growing;
  private boolean closed;

  PluginWorkers(
      String name, Scheduler scheduler, int most, Duration growAfter, ClassLoader loader) {
    this.name = name;
    this.scheduler = scheduler;
    this.most = most;
    this.growAfter = growAfter;
    this.loader = loader;
    this.group = new ThreadGroup(name);
  }

  @Override
  public void submit(Runnable call) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      queue.addLast(new Waiting(call, scheduler.nanos()));
      if (queue.size() <= idle) {
        work.signal();
      } else if (threads.size() < Math.min(CORE, most)) {
        spawn();
      } else {
        watchGrowth();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void abandon(Thread hung) {
    lock.lock();
    try {
      if (threads.remove(hung)) {
        zombies.add(hung);
        if (!closed && (!queue.isEmpty() || threads.isEmpty())) {
          spawn();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      work.signalAll();
    } finally {
      lock.unlock();
    }
    group.interrupt();
  }

  @Override
  public int live() {
    lock.lock();
    try {
      return threads.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int zombies() {
    lock.lock();
    try {
      return zombies.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a loader is itself
  public List<String> alive() {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadGroup of = thread.getThreadGroup();
      boolean ours = of != null && group.parentOf(of);
      if (ours || (thread.getContextClassLoader() == loader && !shared(loader))) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  @SuppressWarnings("ReferenceEquality") // a loader is itself
  private static boolean shared(ClassLoader loader) {
    return loader == PluginWorkers.class.getClassLoader();
  }

  private void watchGrowth() {
    if (!growing && threads.size() < most) {
      growing = true;
      scheduler.schedule(growAfter, this::grow);
    }
  }

  private void grow() {
    lock.lock();
    try {
      growing = false;
      Waiting oldest = queue.peekFirst();
      if (closed || oldest == null) {
        return;
      }
      boolean waitedLong = scheduler.nanos() - oldest.since >= growAfter.toNanos();
      if (waitedLong && idle == 0 && threads.size() < most) {
        spawn();
      }
      watchGrowth();
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // a wish where the system hears it, nothing relies on it
  private void spawn() {
    Thread thread =
        Thread.ofPlatform()
            .group(group)
            .daemon()
            .priority(Thread.NORM_PRIORITY - 1)
            .inheritInheritableThreadLocals(false)
            .name(name + "-" + ++serial)
            .unstarted(this::work);
    threads.add(thread);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No more native threads: those there are must do, and a later call tries again.
      threads.remove(thread);
      LOG.error("{}: no thread to be had, {} at work", name, threads.size());
    }
  }

  private void work() {
    Thread self = Thread.currentThread();
    Runnable next = take(self);
    while (next != null) {
      next.run();
      next = take(self);
    }
  }

  private @Nullable Runnable take(Thread self) {
    lock.lock();
    try {
      if (zombies.remove(self)) {
        return null;
      }
      while (queue.isEmpty()) {
        if (closed || !awaitWork()) {
          threads.remove(self);
          return null;
        }
      }
      return queue.removeFirst().call;
    } finally {
      lock.unlock();
    }
  }

  /** False when nothing came for long and the thread is not needed. */
  @SuppressWarnings("WaitNotInLoop") // take() is the loop
  private boolean awaitWork() {
    idle++;
    try {
      boolean signalled = work.await(KEEP_ALIVE.toNanos(), TimeUnit.NANOSECONDS);
      return signalled || !queue.isEmpty() || threads.size() <= CORE;
    } catch (InterruptedException e) {
      // Only close() interrupts a thread that is not in a call; the loop looks at closed.
      return true;
    } finally {
      idle--;
    }
  }
}
