// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where handshakes are worked off: the steps of TLS, passwords, the verdict. A few threads of its
 * own, so that those who are connected already never wait for those who arrive.
 *
 * <p>Fair by address: each address has a lane, and the lanes are served in turn, one handshake
 * each. When as many wait as may, the last one of the longest lane is sent away; so a flood from
 * one address pushes out its own. Thread-safe.
 */
final class Reception implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final int most;
  private final Counters counters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<Object, ArrayDeque<Turn>> lanes = new LinkedHashMap<>();
  private int waiting;
  private boolean closed;

  /** What is done when its turn has come, and what when it is sent away instead. */
  record Turn(Runnable serve, Runnable sendAway) {}

  Reception(int threads, int most, Counters counters) {
    this.most = most;
    this.counters = counters;
    for (int i = 1; i <= threads; i++) {
      Thread.ofPlatform().name("stationkeeper-reception-" + i).daemon().start(this::work);
    }
  }

  /** Queues a turn in the lane of {@code address}. Never blocks; may send another one away. */
  void queue(Object address, Turn turn) {
    Turn sentAway = null;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      lanes.computeIfAbsent(address, a -> new ArrayDeque<>(2)).add(turn);
      waiting++;
      if (waiting > most) {
        sentAway = lastOfTheLongest();
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
    if (sentAway != null) {
      counters.count("handshake_shed");
      sentAway.sendAway().run();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Turn lastOfTheLongest() {
    Map.Entry<Object, ArrayDeque<Turn>> longest =
        lanes.entrySet().stream()
            .max(Comparator.comparingInt(lane -> lane.getValue().size()))
            .orElseThrow();
    return take(longest.getKey(), longest.getValue(), false);
  }

  private @Nullable Turn take(Object address, ArrayDeque<Turn> lane, boolean first) {
    Turn turn = first ? lane.pollFirst() : lane.pollLast();
    waiting--;
    if (lane.isEmpty()) {
      lanes.remove(address);
    }
    return turn;
  }

  /** The next turn: of the lane that has waited longest, which then goes to the end. */
  private @Nullable Turn next() throws InterruptedException {
    lock.lock();
    try {
      while (lanes.isEmpty() && !closed) {
        arrived.await();
      }
      if (closed) {
        return null;
      }
      Map.Entry<Object, ArrayDeque<Turn>> lane = lanes.entrySet().iterator().next();
      Object address = lane.getKey();
      ArrayDeque<Turn> turns = lane.getValue();
      lanes.remove(address);
      Turn turn = take(address, turns, true);
      if (!turns.isEmpty()) {
        lanes.put(address, turns);
      }
      return turn;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Turn turn = next(); turn != null; turn = next()) {
        try {
          turn.serve().run();
        } catch (RuntimeException e) {
          counters.count("handshake_failed");
          LOG.error("A handshake failed in a way that nobody expected", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      lanes.clear();
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
