// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.Timers;
import dev.stationkeeper.eventmanager.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;

/**
 * What one life of the server has of the kernel: its clock, timers and threads. When the server is
 * killed, nothing of it happens any more.
 */
final class Life extends Clock implements Timers, Scheduler {
  private final Kernel kernel;
  private boolean over;

  Life(Kernel kernel) {
    this.kernel = kernel;
  }

  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  void after(Duration delay, Runnable run) {
    kernel.after(
        delay,
        () -> {
          if (!over) {
            run.run();
          }
        });
  }

  /** Threads that take up to so long to get to their work. */
  Executor threads(int mostMicros) {
    return task -> after(kernel.micros(mostMicros), task);
  }

  @Override
  public Timer set(Instant at, Runnable task) {
    return schedule(Duration.between(instant(), at), task)::cancel;
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    boolean[] cancelled = new boolean[1];
    after(
        delay,
        () -> {
          if (!cancelled[0]) {
            task.run();
          }
        });
    return () -> cancelled[0] = true;
  }

  @Override
  public long nanos() {
    return kernel.nanos();
  }

  @Override
  public Instant instant() {
    return kernel.instant();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
