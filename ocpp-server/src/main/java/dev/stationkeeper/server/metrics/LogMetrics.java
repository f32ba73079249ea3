// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.metrics;

import dev.stationkeeper.server.log.LogMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Times the event log's disk. */
final class LogMetrics implements LogMeter {
  private final Timer append;
  private final Timer fsync;

  LogMetrics(MeterRegistry registry) {
    append =
        Timer.builder("stationkeeper.log.append")
            .description("From the append to durable, of the batch of a group that waited longest")
            .serviceLevelObjectives(Buckets.DISK)
            .register(registry);
    fsync =
        Timer.builder("stationkeeper.log.fsync")
            .description("Waits for the disk, one for each group of batches")
            .serviceLevelObjectives(Buckets.DISK)
            .register(registry);
  }

  @Override
  public void forced(long nanos) {
    fsync.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void appended(int batches, int events, long nanos) {
    append.record(nanos, TimeUnit.NANOSECONDS);
  }
}
