// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs what it was given when the test says so. */
final class ManualExecutor implements Executor {
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  int size() {
    return tasks.size();
  }

  /** Runs one task. */
  void step() {
    tasks.remove().run();
  }

  /** Runs everything, also what comes of it. */
  void runAll() {
    while (!tasks.isEmpty()) {
      step();
    }
  }
}
