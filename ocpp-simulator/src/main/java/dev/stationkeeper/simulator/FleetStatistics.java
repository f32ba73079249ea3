// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What a fleet counts. Latencies are from the moment in which a CALL was due, not from the one in
 * which it could be sent: no coordinated omission. Thread-safe.
 */
public final class FleetStatistics {
  /** Longest latency that is told apart: one hour, in microseconds. */
  static final long MAX_MICROS = 3_600_000_000L;

  private static final int MAX_KINDS = 100;

  final AtomicInteger connected = new AtomicInteger();
  final AtomicInteger inService = new AtomicInteger();
  final LongAdder connects = new LongAdder();
  final LongAdder refusedConnects = new LongAdder();
  final LongAdder lostConnections = new LongAdder();
  final LongAdder boots = new LongAdder();
  final LongAdder sent = new LongAdder();
  final LongAdder received = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder timedOut = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder commands = new LongAdder();
  final LongAdder violations = new LongAdder();
  final LongAdder sessions = new LongAdder();
  final Map<String, LongAdder> violationKinds = new ConcurrentHashMap<>();
  private final Histogram latency = new ConcurrentHistogram(MAX_MICROS, 3);
  private final Histogram recovery = new ConcurrentHistogram(MAX_MICROS, 3);
  private final Map<String, Histogram> byAction = new ConcurrentHashMap<>();

  void latency(String action, long nanos) {
    long micros = micros(nanos);
    latency.recordValue(micros);
    // Only the station's own actions come here; the bound is for calls that scripts make up.
    if (byAction.size() < MAX_KINDS || byAction.containsKey(action)) {
      byAction
          .computeIfAbsent(action, key -> new ConcurrentHistogram(MAX_MICROS, 2))
          .recordValue(micros);
    }
  }

  void recovered(long nanos) {
    recovery.recordValue(micros(nanos));
  }

  void violation(String what) {
    violations.increment();
    if (violationKinds.size() < MAX_KINDS || violationKinds.containsKey(what)) {
      violationKinds.computeIfAbsent(what, key -> new LongAdder()).increment();
    }
  }

  private static long micros(long nanos) {
    return Math.clamp(nanos / 1_000, 0, MAX_MICROS);
  }

  /** Stations with an open connection. */
  public int connected() {
    return connected.get();
  }

  /** Stations whose boot was accepted and whose connection is open. */
  public int inService() {
    return inService.get();
  }

  /** Connections that came about, the first ones and the later ones. */
  public long connects() {
    return connects.sum();
  }

  /** Connections that did not come about: refused by the CSMS, or no socket. */
  public long refusedConnects() {
    return refusedConnects.sum();
  }

  /** Open connections that ended. */
  public long lostConnections() {
    return lostConnections.sum();
  }

  /** BootNotifications that were answered. */
  public long boots() {
    return boots.sum();
  }

  /** Frames that left. */
  public long sent() {
    return sent.sum();
  }

  /** Frames that arrived. */
  public long received() {
    return received.sum();
  }

  /** CALLs answered with a CALLRESULT. */
  public long answered() {
    return answered.sum();
  }

  /** CALLs answered with a CALLERROR. */
  public long refused() {
    return refused.sum();
  }

  /** CALLs not answered in time. */
  public long timedOut() {
    return timedOut.sum();
  }

  /** Transaction messages sent again. */
  public long repeated() {
    return repeated.sum();
  }

  /** Messages given up: attempts used up, or a queue was full. */
  public long dropped() {
    return dropped.sum();
  }

  /** CALLs of the CSMS. */
  public long commands() {
    return commands.sum();
  }

  /** Messages of the CSMS that broke the protocol. */
  public long violations() {
    return violations.sum();
  }

  /** Charging sessions begun. */
  public long sessions() {
    return sessions.sum();
  }

  /** How often which violation was seen; the first hundred kinds. */
  public Map<String, Long> violationKinds() {
    Map<String, Long> kinds = new TreeMap<>();
    violationKinds.forEach((kind, count) -> kinds.put(kind, count.sum()));
    return kinds;
  }

  /** Latencies of all CALLs in microseconds: a copy. */
  public Histogram latency() {
    return latency.copy();
  }

  /** From the loss of a connection to the first answer on the next one, in microseconds: a copy. */
  public Histogram recovery() {
    return recovery.copy();
  }

  /** Latencies by action in microseconds: copies. */
  public Map<String, Histogram> latencyByAction() {
    Map<String, Histogram> all = new TreeMap<>();
    byAction.forEach((action, histogram) -> all.put(action, histogram.copy()));
    return all;
  }
}
