// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The open logins of the console. Kept in memory: a restart ends them. A session ends {@link #IDLE}
 * after its last request, {@link #LONGEST} after its beginning, and at once when its user is
 * removed or gets another password; another role counts from the next request. At most {@value
 * #MAX}, the least recently used goes first. Only hashes of the ids are kept. Thread-safe.
 */
public final class Sessions {
  /** Without a request for that long a session is over. */
  public static final Duration IDLE = Duration.ofHours(8);

  /** No session lives longer. */
  public static final Duration LONGEST = Duration.ofDays(7);

  static final int MAX = 10_000;

  private record Open(String user, String passwordHash, String csrf, Instant begun, Instant used) {
    Open usedAt(Instant now) {
      return new Open(user, passwordHash, csrf, begun, now);
    }

    boolean isOver(Instant now) {
      return now.isAfter(used.plus(IDLE)) || now.isAfter(begun.plus(LONGEST));
    }
  }

  private final Users users;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<String, Open> byHash =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
          return size() > MAX;
        }
      };

  Sessions(Users users, SecureRandom random, InstantSource clock) {
    this.users = users;
    this.random = random;
    this.clock = clock;
  }

  /** Begins a session of a user who has just shown the right password. */
  Session open(User user) {
    String id = Secrets.token(random);
    String csrf = Secrets.token(random);
    Instant now = clock.instant();
    synchronized (byHash) {
      byHash.put(Secrets.hash(id), new Open(user.name(), user.passwordHash(), csrf, now, now));
    }
    return new Session(id, csrf, new Principal(user.name(), user.role()));
  }

  /** The session that the cookie {@code id} belongs to; empty when it is over or unknown. */
  public Optional<Session> find(String id) {
    String hash = Secrets.hash(id);
    Instant now = clock.instant();
    synchronized (byHash) {
      Open open = byHash.get(hash);
      if (open == null) {
        return Optional.empty();
      }
      Optional<User> user =
          users.find(open.user()).filter(u -> u.passwordHash().equals(open.passwordHash()));
      if (user.isEmpty() || open.isOver(now)) {
        byHash.remove(hash);
        return Optional.empty();
      }
      byHash.put(hash, open.usedAt(now));
      return Optional.of(
          new Session(id, open.csrf(), new Principal(open.user(), user.get().role())));
    }
  }

  /** Ends the session; nothing happens when there is none. */
  public void end(String id) {
    synchronized (byHash) {
      byHash.remove(Secrets.hash(id));
    }
  }
}
