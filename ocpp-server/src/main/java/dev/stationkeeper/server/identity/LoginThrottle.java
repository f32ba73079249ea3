// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing: after some wrong passwords in a row for one user from one address, logins of that
 * pair are refused for a while, without looking at the password. Thread-safe. Knows at most {@value
 * #MAX_PAIRS} pairs; the least recently used is forgotten first.
 */
public final class LoginThrottle {
  static final int MAX_PAIRS = 10_000;

  private record Pair(String user, String address) {}

  private record Failures(int count, Instant last) {}

  private final int attempts;
  private final Duration pause;
  private final InstantSource clock;
  private final Map<Pair, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Failures> eldest) {
          return size() > MAX_PAIRS;
        }
      };

  public LoginThrottle(int attempts, Duration pause, InstantSource clock) {
    this.attempts = attempts;
    this.pause = pause;
    this.clock = clock;
  }

  /** The time that it goes by. */
  InstantSource clock() {
    return clock;
  }

  /** How long logins of the pair are still refused; zero when they are not. */
  public synchronized Duration refusedFor(String user, String address) {
    Failures known = failures.get(new Pair(user, address));
    if (known == null || known.count() < attempts) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), known.last().plus(pause));
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** The password was wrong. */
  public synchronized void failed(String user, String address) {
    failures.merge(
        new Pair(user, address),
        new Failures(1, clock.instant()),
        (before, now) -> new Failures(before.count() + 1, now.last()));
  }

  /** The password was right: the row of wrong ones is over. */
  public synchronized void succeeded(String user, String address) {
    failures.remove(new Pair(user, address));
  }
}
