// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.identity.LoginWatch;
import dev.stationkeeper.server.identity.Principal;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record who logged in or tried to, and who did what by the API, from where. Failed logins
 * beyond {@value #FAILURES} a minute are counted and not written: guessing must not fill the disk.
 * Thread-safe; never blocks.
 */
public final class AuditTrail implements LoginWatch, ActionRecord {
  static final int FAILURES = 60;

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final SystemLog log;
  private final Counters counters;
  private final InstantSource clock;

  // Guarded by this.
  private Instant begun = Instant.EPOCH;
  private int failures;

  /** Writes to {@code log}; what it does not take is counted. */
  public AuditTrail(SystemLog log, Counters counters, InstantSource clock) {
    this.log = log;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  public void login(String user, String address, boolean succeeded) {
    counters.count(succeeded ? "login_succeeded" : "login_failed");
    if (succeeded || mayWriteFailure()) {
      write(new SystemEvent.Login(user, address, succeeded), succeeded ? user : null);
    } else {
      counters.count("login_failure_not_written");
    }
  }

  private synchronized boolean mayWriteFailure() {
    Instant now = clock.instant();
    if (Duration.between(begun, now).compareTo(WINDOW) >= 0) {
      begun = now;
      failures = 0;
    }
    return ++failures <= FAILURES;
  }

  @Override
  public void loggedOut(String user, String address) {
    write(new SystemEvent.Logout(user, address), user);
  }

  @Override
  public void acted(
      Principal who, Route route, @Nullable String station, int status, String address) {
    write(
        new SystemEvent.ApiAction(route.verb().name(), route.path(), station, status, address),
        who.name());
  }

  private void write(SystemEvent event, @Nullable String by) {
    var _ =
        log.append(event, by)
            .whenComplete(
                (position, failure) -> {
                  if (failure != null) {
                    counters.count("system_event_lost");
                    LOG.error("Not on record: {} by {}", event, by, failure);
                  }
                });
  }
}
