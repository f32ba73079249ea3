// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What was seen in one measured stretch of time.
 *
 * @param seconds its length
 * @param answered CALLs answered in it
 * @param failed CALLs refused or timed out in it
 * @param latency of those answered in it, in microseconds, from the moment each was due
 * @param cpuSeconds processor time of the server in it
 * @param resident memory of the server at its end, in bytes
 */
record Measurement(
    double seconds,
    long answered,
    long failed,
    Histogram latency,
    double cpuSeconds,
    long resident) {

  double perSecond() {
    return answered / seconds;
  }

  /** Processor time of the server per answer, in microseconds. */
  double cpuMicros() {
    return answered == 0 ? 0 : cpuSeconds * 1e6 / answered;
  }

  /** Share of one core that the server was busy. */
  double cores() {
    return cpuSeconds / seconds;
  }

  double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }
}
