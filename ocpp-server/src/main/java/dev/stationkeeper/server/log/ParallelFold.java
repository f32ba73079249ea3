// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Spreads the events of many streams over some threads, each stream's in order on one of them, one
 * step behind the thread that reads. Not thread-safe.
 */
final class ParallelFold implements AutoCloseable {
  private final int lanes;
  private final Consumer<LogRecord> work;
  private final ExecutorService threads;
  private final List<Future<?>> running = new ArrayList<>();

  ParallelFold(Consumer<LogRecord> work) {
    this.lanes = Runtime.getRuntime().availableProcessors();
    this.work = work;
    this.threads =
        Executors.newFixedThreadPool(
            lanes, Thread.ofPlatform().daemon().name("log-fold-", 1).factory());
  }

  /** Takes the next events, and returns when those before them are done. */
  void accept(List<LogRecord> events) {
    List<List<LogRecord>> split = new ArrayList<>(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      split.add(new ArrayList<>(events.size() / lanes + 16));
    }
    for (LogRecord event : events) {
      split.get(Math.floorMod(event.stream().hashCode(), lanes)).add(event);
    }
    await();
    for (List<LogRecord> lane : split) {
      running.add(threads.submit(() -> lane.forEach(work)));
    }
  }

  /** Runs something beside; {@link #await} waits for it. */
  void run(Runnable beside) {
    running.add(threads.submit(beside));
  }

  /** Returns when everything that was taken is done; throws what a thread threw. */
  void await() {
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while state is folded", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("state cannot be folded", e.getCause());
    }
    running.clear();
  }

  @Override
  public void close() {
    threads.close();
  }
}
