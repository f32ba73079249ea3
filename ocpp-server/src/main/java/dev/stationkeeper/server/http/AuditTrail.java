// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.identity.LoginWatch;
import dev.stationkeeper.server.identity.Principal;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record who logged in or tried to, and who did what or was refused what by the API, from
 * where. Failed logins beyond {@value #FAILURES} a minute, and refusals beyond {@value #REFUSALS},
 * are counted and not written: guessing must not fill the disk. Thread-safe; never blocks.
 */
public final class AuditTrail implements LoginWatch, ActionRecord {
  static final int FAILURES = 60;
  static final int REFUSALS = 60;

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final SystemLog log;
  private final Counters counters;
  private final PerMinute failures;
  private final PerMinute refusals;

  /** Writes to {@code log}; what it does not take is counted. */
  public AuditTrail(SystemLog log, Counters counters, InstantSource clock) {
    this.log = log;
    this.counters = counters;
    this.failures = new PerMinute(FAILURES, clock);
    this.refusals = new PerMinute(REFUSALS, clock);
  }

  @Override
  public void login(String user, String address, boolean succeeded) {
    counters.count(succeeded ? "login_succeeded" : "login_failed");
    if (succeeded || failures.take()) {
      write(new SystemEvent.Login(user, address, succeeded), succeeded ? user : null);
    } else {
      counters.count("login_failure_not_written");
    }
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

  @Override
  public void refused(
      @Nullable Principal who, Route route, @Nullable String station, int status, String address) {
    counters.count("request_refused");
    if (refusals.take()) {
      write(
          new SystemEvent.ApiAction(route.verb().name(), route.path(), station, status, address),
          who == null ? null : who.name());
    } else {
      counters.count("request_refusal_not_written");
    }
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
