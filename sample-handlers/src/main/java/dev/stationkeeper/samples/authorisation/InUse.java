// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Which tokens charge where, over all stations of this load of the handler. Thread-safe; held for a
 * look into a map only. What it holds is bounded by the stations and their transactions.
 */
final class InUse {
  private static final int MOST = 64;
  private static final String START = "start at ";

  /** A start that nobody confirmed was none. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  private record Use(String token, Instant until) {}

  private final Map<String, Map<String, Use>> stations = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * Takes the token for a transaction that wants to start, unless it is in {@code most} others.
   * Asking and taking are one: of two stations that ask at once, one gets it.
   *
   * @param transaction its id, or a name of the start where there is no id yet
   */
  synchronized boolean claim(
      String station, String transaction, String token, int most, Instant now) {
    Map<String, Use> here = stations.computeIfAbsent(station, s -> new HashMap<>());
    expire(here, now);
    Use mine = here.get(transaction);
    int others = count(token) - (mine != null && mine.token().equals(token) ? 1 : 0);
    if (most > 0 && others >= most) {
      return false;
    }
    put(here, transaction, new Use(token, now.plus(CLAIM)));
    return true;
  }

  /** A transaction runs with that token, whatever was claimed for it. */
  synchronized void runs(String station, String transaction, String token) {
    Map<String, Use> here = stations.computeIfAbsent(station, s -> new HashMap<>());
    for (Iterator<Map.Entry<String, Use>> it = here.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<String, Use> use = it.next();
      if (use.getKey().startsWith(START) && use.getValue().token().equals(token)) {
        it.remove();
        forget(use.getValue());
      }
    }
    put(here, transaction, new Use(token, Instant.MAX));
  }

  /** The name of a start at a connector that has no id yet (1.6). */
  static String start(int connector) {
    return START + connector;
  }

  /** The transaction is over, or was not allowed. */
  synchronized void ends(String station, String transaction) {
    Map<String, Use> here = stations.get(station);
    Use use = here == null ? null : here.remove(transaction);
    if (use != null) {
      forget(use);
    }
  }

  /** What is known of the station is known anew. */
  synchronized void clear(String station) {
    Map<String, Use> here = stations.remove(station);
    if (here != null) {
      here.values().forEach(this::forget);
    }
  }

  /** True when that transaction runs with another token than this one: then it does not begin. */
  synchronized boolean isAnothers(String station, String transaction, String token) {
    Use use = stations.getOrDefault(station, Map.of()).get(transaction);
    return use != null && !use.token().equals(token);
  }

  synchronized int count(String token) {
    return counts.getOrDefault(token, 0);
  }

  private void expire(Map<String, Use> here, Instant now) {
    here.values()
        .removeIf(
            use -> {
              boolean over = use.until().isBefore(now);
              if (over) {
                forget(use);
              }
              return over;
            });
  }

  private void put(Map<String, Use> here, String transaction, Use use) {
    if (here.size() >= MOST && !here.containsKey(transaction)) {
      return;
    }
    Use before = here.put(transaction, use);
    if (before != null) {
      forget(before);
    }
    counts.merge(use.token(), 1, Integer::sum);
  }

  private void forget(Use use) {
    counts.computeIfPresent(use.token(), (token, count) -> count > 1 ? count - 1 : null);
  }
}
