// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.server.log.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events a consumer may have failed on: those of a batch that failed go one by one, and one
 * that fails alone as often as allowed is put aside. Confined to the feed's thread. Holds no more
 * than the window of what is unacknowledged.
 */
final class Suspects {
  private final int attempts;
  private final int batch;
  private final Map<Long, Integer> failures = new HashMap<>();
  private final Set<Long> aside = new HashSet<>();
  private long upTo;

  Suspects(int attempts, int batch) {
    this.attempts = attempts;
    this.batch = batch;
  }

  /** Divides what was read into batches. */
  List<List<LogRecord>> divide(List<LogRecord> read) {
    List<List<LogRecord>> parts = new ArrayList<>();
    for (int from = 0; from < read.size(); ) {
      int most = read.get(from).position() <= upTo ? 1 : batch;
      int to = Math.min(read.size(), from + most);
      parts.add(read.subList(from, to));
      from = to;
    }
    return parts;
  }

  /** The consumer failed on {@code part}; true when its one event is to be put aside. */
  boolean blame(List<LogRecord> part) {
    long last = part.getLast().position();
    if (part.size() > 1) {
      upTo = Math.max(upTo, last);
      return false;
    }
    upTo = Math.max(upTo, last);
    if (failures.merge(last, 1, Integer::sum) < attempts) {
      return false;
    }
    failures.remove(last);
    return aside.add(last);
  }

  /** The consumer took {@code part}. */
  void clear(List<LogRecord> part) {
    if (part.size() == 1) {
      failures.remove(part.getFirst().position());
    }
  }

  boolean isAside(LogRecord event) {
    return aside.contains(event.position());
  }

  /** Nothing up to {@code checkpoint} comes again. */
  void forget(long checkpoint) {
    aside.removeIf(position -> position <= checkpoint);
    failures.keySet().removeIf(position -> position <= checkpoint);
  }
}
