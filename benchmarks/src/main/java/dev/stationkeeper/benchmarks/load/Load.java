// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import dev.stationkeeper.simulator.Fleet;
import dev.stationkeeper.simulator.FleetStatistics;
import dev.stationkeeper.simulator.SimulateOptions;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** A fleet against a server: brought up, warmed up, measured. */
final class Load implements AutoCloseable {
  private static final Duration COMING_UP = Duration.ofMinutes(3);

  private final Subject subject;
  private final Fleet fleet;
  private final double upSeconds;

  private Load(Subject subject, Fleet fleet, double upSeconds) {
    this.subject = subject;
    this.fleet = fleet;
    this.upSeconds = upSeconds;
  }

  /** Starts a fleet and waits until all its stations are in service, three minutes at most. */
  static Load start(Subject subject, SimulateOptions options) throws IOException {
    long begin = System.nanoTime();
    Fleet fleet = Fleet.start(options);
    long deadline = begin + COMING_UP.toNanos();
    while (fleet.statistics().inService() < options.stations()) {
      if (System.nanoTime() > deadline) {
        int served = fleet.statistics().inService();
        fleet.close();
        throw new IOException(
            subject.name() + ": only " + served + " of " + options.stations() + " in service");
      }
      Subject.pause(10);
    }
    return new Load(subject, fleet, (System.nanoTime() - begin) / 1e9);
  }

  /** From the first connection until all were in service. */
  double upSeconds() {
    return upSeconds;
  }

  Fleet fleet() {
    return fleet;
  }

  /** Lets {@code warmUp} pass, then measures for {@code time}. */
  Measurement measure(Duration warmUp, Duration time) throws IOException {
    Subject.pause(warmUp.toMillis());
    FleetStatistics statistics = fleet.statistics();
    Histogram latency = statistics.latency();
    long answered = statistics.answered();
    long failed = statistics.refused() + statistics.timedOut();
    Duration cpu = subject.cpu();
    long begin = System.nanoTime();
    Subject.pause(time.toMillis());
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuSeconds = subject.cpu().minus(cpu).toNanos() / 1e9;
    long answeredNow = statistics.answered();
    Histogram now = statistics.latency();
    now.subtract(latency);
    return new Measurement(
        seconds,
        answeredNow - answered,
        statistics.refused() + statistics.timedOut() - failed,
        now,
        cpuSeconds,
        subject.resident());
  }

  @Override
  public void close() {
    fleet.close();
  }
}
