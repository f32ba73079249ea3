// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.supervision;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * A closed loop: so many stations, each with one request under way and the next behind its answer.
 */
final class Load {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Serves a station's request and runs {@code done} when it has its outcome, on any thread. */
  interface Served {
    void ask(int station, Runnable done);
  }

  /**
   * What came of a run.
   *
   * @param perSecond requests that had their outcome
   * @param cpuMicros of the whole process for each
   */
  record Result(double perSecond, double cpuMicros) {}

  private final Served served;
  private final int stations;
  private final LongAdder answered = new LongAdder();
  private final CountDownLatch ended;
  private volatile boolean over;

  Load(Served served, int stations) {
    this.served = served;
    this.stations = stations;
    this.ended = new CountDownLatch(stations);
  }

  /** Runs for that long and waits for the last answers. */
  Result run(long millis) throws InterruptedException {
    long cpu = PROCESS.getProcessCpuTime();
    long began = System.nanoTime();
    for (int station = 0; station < stations; station++) {
      next(station);
    }
    Thread.sleep(millis);
    over = true;
    ended.await();
    double seconds = (System.nanoTime() - began) / 1e9;
    double used = (PROCESS.getProcessCpuTime() - cpu) / 1e3;
    return new Result(answered.sum() / seconds, used / answered.sum());
  }

  private void next(int station) {
    served.ask(
        station,
        () -> {
          answered.increment();
          if (over) {
            ended.countDown();
          } else {
            next(station);
          }
        });
  }
}
