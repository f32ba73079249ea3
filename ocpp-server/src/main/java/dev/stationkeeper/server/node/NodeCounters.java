// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.Counters;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts in memory, for whoever shows it. Thread-safe. Names are a fixed set. */
public final class NodeCounters implements Counters {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  @Override
  public void count(String what) {
    count(what, 1);
  }

  @Override
  public void count(String what, long increment) {
    counts.computeIfAbsent(what, name -> new LongAdder()).add(increment);
  }

  /** What was counted at least once. */
  Set<String> names() {
    return Set.copyOf(counts.keySet());
  }

  /** How often {@code what} was counted since the start. */
  public long value(String what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  /** What was counted since the start, by name. */
  public Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    counts.forEach((name, count) -> values.put(name, count.sum()));
    return values;
  }
}
