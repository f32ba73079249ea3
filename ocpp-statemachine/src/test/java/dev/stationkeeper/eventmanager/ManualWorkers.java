// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.ArrayDeque;
import java.util.List;

/** Runs calls on the test's thread, when the test says so. */
final class ManualWorkers implements Workers {
  private final ArrayDeque<Runnable> queue;

  ManualWorkers(ArrayDeque<Runnable> queue) {
    this.queue = queue;
  }

  @Override
  public void submit(Runnable call) {
    queue.addLast(call);
  }

  @Override
  public void abandon(Thread hung) {}

  @Override
  public void close() {}

  @Override
  public int live() {
    return 1;
  }

  @Override
  public int zombies() {
    return 0;
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public List<String> alive() {
    return List.of();
  }
}
