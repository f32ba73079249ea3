// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.net;

import dev.stationkeeper.simulator.station.Timing;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Timers on the station's event loop. */
public final class LoopTiming implements Timing {
  private final EventLoop loop;
  private final Clock clock;

  LoopTiming(EventLoop loop, Clock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Alarm after(long delayNanos, Runnable task) {
    ScheduledFuture<?> scheduled = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
