// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fleet from start to report: what the command {@code simulate} runs. */
public final class Simulation {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * Runs a fleet for its duration, or until {@link #stop} or an interrupt; writes a line per second
   * that begins with a carriage return. Blocks; call it once.
   *
   * @param progress where the line goes, flushed
   * @throws IOException when the report cannot be written to the options' folder
   */
  public SimulationReport run(SimulateOptions options, PrintWriter progress) throws IOException {
    long begin = System.nanoTime();
    SimulationReport report;
    Timeline timeline = new Timeline();
    try (Fleet fleet = Fleet.start(options)) {
      watch(fleet, progress, begin, timeline);
      report = SimulationReport.of(fleet, Duration.ofNanos(System.nanoTime() - begin), timeline);
    }
    progress.println();
    progress.flush();
    if (options.report() != null) {
      report.writeTo(options.report());
    }
    return report;
  }

  /** Ends the run early; its report is complete up to then. */
  public void stop() {
    stop.countDown();
  }

  private void watch(Fleet fleet, PrintWriter progress, long begin, Timeline timeline) {
    Duration duration = fleet.options().duration();
    long end = duration == null ? Long.MAX_VALUE : duration.toNanos();
    boolean storms = fleet.options().profile() == Profile.STORM;
    long storm = duration == null ? Duration.ofSeconds(30).toNanos() : end / 3;
    ProgressLine line = new ProgressLine(fleet);
    while (true) {
      long passed = System.nanoTime() - begin;
      if (storms && passed >= storm) {
        storms = false;
        fleet.loseAllConnections();
      }
      timeline.sample(fleet.statistics(), Duration.ofNanos(passed));
      progress.print('\r' + line.at(Duration.ofNanos(passed)));
      progress.flush();
      long next = Math.min(STEP.toNanos(), end - passed);
      if (next <= 0 || stopped(next)) {
        return;
      }
    }
  }

  private boolean stopped(long nanos) {
    try {
      return stop.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
