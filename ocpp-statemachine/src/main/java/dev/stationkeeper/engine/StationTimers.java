// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.engine.Timers.Timer;
import dev.stationkeeper.station.TimerKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The timers of one station by their keys. Used by the station's drain only. A timer that ran out
 * just before it was replaced comes back with an old token and is void.
 */
final class StationTimers {
  private record Armed(long token, Timer timer) {}

  private final Timers timers;
  private final Mailbox mailbox;
  private final Map<TimerKey, Armed> armed = new HashMap<>(4);
  private long lastToken;

  StationTimers(Timers timers, Mailbox mailbox) {
    this.timers = timers;
    this.mailbox = mailbox;
  }

  void set(TimerKey key, Instant at) {
    cancel(key);
    long token = ++lastToken;
    Timer timer = timers.set(at, () -> mailbox.add(new Mail.TimerDue(key, token)));
    armed.put(key, new Armed(token, timer));
  }

  void cancel(TimerKey key) {
    Armed old = armed.remove(key);
    if (old != null) {
      old.timer().cancel();
    }
  }

  void cancelAll() {
    armed.values().forEach(old -> old.timer().cancel());
    armed.clear();
  }

  /** True, once, when {@code token} is the one that the key was last set with. */
  boolean fired(TimerKey key, long token) {
    Armed present = armed.get(key);
    if (present == null || present.token() != token) {
      return false;
    }
    armed.remove(key);
    return true;
  }
}
