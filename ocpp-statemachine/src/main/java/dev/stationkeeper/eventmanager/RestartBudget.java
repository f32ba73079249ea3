// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often a slot may restart, and after what pause. Confined to its owner's lock. */
final class RestartBudget {
  private final SupervisionPolicy policy;
  private final RandomGenerator random;
  private final ArrayDeque<Instant> spent = new ArrayDeque<>(1);

  RestartBudget(SupervisionPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.random = random;
  }

  /** The pause before the restart that is due at {@code now}; empty when the budget is spent. */
  Optional<Duration> spend(Instant now) {
    Instant from = now.minus(policy.window());
    while (!spent.isEmpty() && spent.getFirst().isBefore(from)) {
      spent.removeFirst();
    }
    if (spent.size() >= policy.restarts()) {
      return Optional.empty();
    }
    spent.addLast(now);
    return Optional.of(pause(spent.size() - policy.immediate()));
  }

  void reset() {
    spent.clear();
  }

  private Duration pause(int delayed) {
    if (delayed <= 0) {
      return Duration.ZERO;
    }
    long full = policy.firstPause().toNanos() << Math.min(delayed - 1, 20);
    long most = Math.min(full, policy.longestPause().toNanos());
    // Half of it random, so that stations which fell together do not come back together.
    return Duration.ofNanos(most / 2 + random.nextLong(most / 2 + 1));
  }
}
