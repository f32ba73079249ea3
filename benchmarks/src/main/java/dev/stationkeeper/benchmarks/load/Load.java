// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import dev.stationkeeper.simulator.Fleet;
import dev.stationkeeper.simulator.FleetStatistics;
import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** A fleet against a server: brought up, warmed up, measured. */
final class Load implements AutoCloseable {
  private static final Duration COMING_UP = Duration.ofMinutes(3);

  /** So long is looked at what an answer costs, and so often it must have stopped falling. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private static final int ENOUGH = 2;

  /** A cost above so much of the lowest before has stopped falling. */
  private static final double FLAT = 0.95;

  /** A server that is not busier than so much of a core has nothing left to do. */
  private static final double QUIET = 0.1;

  private static final Duration SETTLED = Duration.ofMinutes(1);

  /** One of so many stations that live a day may be away. */
  private static final int AWAY = 50;

  private final Subject subject;
  private final Fleet fleet;
  private final double upSeconds;

  private Load(Subject subject, Fleet fleet, double upSeconds) {
    this.subject = subject;
    this.fleet = fleet;
    this.upSeconds = upSeconds;
  }

  /**
   * Starts a fleet and waits until its stations are in service, three minutes at most: all of them,
   * or where they live a day, of which some are always away, nearly all.
   */
  static Load start(Subject subject, SimulateOptions options) throws IOException {
    long begin = System.nanoTime();
    Fleet fleet = Fleet.start(options);
    long deadline = begin + COMING_UP.toNanos();
    int awaited =
        options.profile() == Profile.DAILY
            ? options.stations() - options.stations() / AWAY
            : options.stations();
    while (fleet.statistics().inService() < awaited) {
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

  /** Warms up, then measures. */
  Measurement measure(Scale scale) throws IOException {
    warmUp(scale);
    return measure(scale.time());
  }

  /**
   * Lets the server end what the coming of its stations began, and be compiled: on the processors
   * that it was started on until an answer costs it no less than ten seconds before, within the
   * bounds of {@code scale}; then some seconds on the one that it is measured on.
   */
  void warmUp(Scale scale) throws IOException {
    long begin = System.nanoTime();
    Duration most = scale.mostWarmUp(fleet.options().stations());
    double lowest = Double.MAX_VALUE;
    int flat = 0;
    while (left(begin, most).isPositive()
        && (flat < ENOUGH || left(begin, scale.warmUp()).isPositive())) {
      Duration left = left(begin, most);
      double cost = measure(left.compareTo(LOOK) < 0 ? left : LOOK).cpuMicros();
      flat = cost > FLAT * lowest ? flat + 1 : 0;
      lowest = Math.min(lowest, cost);
    }
    subject.pin();
    Subject.pause(scale.settling().toMillis());
  }

  /**
   * Waits until the server has done what the coming of its stations began: after {@code least}, and
   * until it is hardly busy any more or a minute is over.
   */
  void settle(Duration least) throws IOException {
    long begin = System.nanoTime();
    double cores = measure(least).cores();
    while (cores > QUIET && left(begin, SETTLED).isPositive()) {
      cores = measure(LOOK.dividedBy(5)).cores();
    }
  }

  private static Duration left(long begin, Duration of) {
    return of.minusNanos(System.nanoTime() - begin);
  }

  /** Measures for {@code time}. */
  Measurement measure(Duration time) throws IOException {
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
