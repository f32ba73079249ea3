// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.consumer.Follower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The followers of the log that feed read models, as many as there are paces. Thread-safe. */
final class Followers implements AutoCloseable {
  /** By the projections that each feeds. */
  private final Map<Follower, List<Projection>> followers = new ConcurrentHashMap<>();

  /** A follower that feeds nobody any more, and whom it fed. */
  record Ended(String name, List<Projection> fed) {}

  /** One way to wait for a follower. */
  interface Wait {
    boolean until(Follower follower, Duration left) throws InterruptedException;
  }

  void add(Follower follower, List<Projection> fed) {
    followers.put(follower, fed);
  }

  /** How many events each projection is behind the log, by name. */
  Map<String, Long> lag() {
    Map<String, Long> lag = new TreeMap<>();
    followers.forEach((follower, fed) -> fed.forEach(p -> lag.put(p.name(), follower.lag())));
    return lag;
  }

  /** Waits for one after the other; false when time is up before the last. */
  boolean await(Duration atMost, Wait wait) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Follower follower : followers.keySet()) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!wait.until(follower, left)) {
        return false;
      }
    }
    return true;
  }

  /** Ends the follower that feeds {@code projection}, and with it the feed of those beside it. */
  List<Ended> endThatOf(Projection projection) {
    List<Ended> ended = new ArrayList<>();
    followers.forEach(
        (follower, fed) -> {
          if (fed.contains(projection)) {
            follower.close();
            followers.remove(follower);
            ended.add(new Ended(follower.name(), fed));
          }
        });
    return ended;
  }

  /** Ends all of them. More may be added afterwards. */
  @Override
  public void close() {
    for (Follower follower : List.copyOf(followers.keySet())) {
      follower.close();
      followers.remove(follower);
    }
  }
}
