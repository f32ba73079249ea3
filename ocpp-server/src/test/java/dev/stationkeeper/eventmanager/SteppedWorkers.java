// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Workers without threads of their own: each call goes to whoever steps the test. */
public final class SteppedWorkers implements Workers {
  private final Consumer<Runnable> calls;
  private boolean closed;
  private final Set<Thread> zombies = ConcurrentHashMap.newKeySet();

  private SteppedWorkers(Consumer<Runnable> calls) {
    this.calls = calls;
  }

  /** Event managers whose calls of vendor code are handed to {@code calls}. */
  public static EventManagers.Builder in(EventManagers.Builder builder, Consumer<Runnable> calls) {
    return builder.workers((spec, name) -> new SteppedWorkers(calls));
  }

  @Override
  public void submit(Runnable call) {
    if (!closed) {
      calls.accept(
          () -> {
            call.run();
            zombies.remove(Thread.currentThread());
          });
    }
  }

  @Override
  public void abandon(Thread hung) {
    zombies.add(hung);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public int live() {
    return 1;
  }

  @Override
  public int zombies() {
    return zombies.size();
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public List<String> alive() {
    return List.of();
  }
}
