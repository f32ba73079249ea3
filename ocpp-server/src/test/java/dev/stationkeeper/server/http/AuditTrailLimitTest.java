// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.server.identity.LoginWatch;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing passwords must not fill the disk, nor hide what comes later. */
class AuditTrailLimitTest {
  @TempDir Path folder;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void failuresBeyondTheLimitAreCountedOnlyUntilTheMinuteIsOver() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      AuditTrail trail =
          new AuditTrail(
              new SystemLog(log, Clock.systemUTC()),
              what -> counts.merge(what, 1, Integer::sum),
              () -> now);
      for (int i = 0; i < AuditTrail.FAILURES + 40; i++) {
        trail.login(LoginWatch.UNKNOWN, "192.0.2.1", false);
      }
      trail.login("ann", "192.0.2.2", true);
      now = now.plusSeconds(60);
      trail.login("ann", "192.0.2.3", false);
    }
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      assertEquals(AuditTrail.FAILURES + 2, log.lastSequence(SystemLog.STREAM));
    }
    assertEquals(40, counts.get("login_failure_not_written"));
    assertEquals(AuditTrail.FAILURES + 41, counts.get("login_failed"));
    assertEquals(1, counts.get("login_succeeded"));
  }

  @Test
  void refusalsBeyondTheLimitAreCountedOnly() throws Exception {
    Route route = Route.of(Verb.GET, "/api/v1/users", "Lists users");
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      AuditTrail trail =
          new AuditTrail(
              new SystemLog(log, Clock.systemUTC()),
              what -> counts.merge(what, 1, Integer::sum),
              () -> now);
      for (int i = 0; i < AuditTrail.REFUSALS + 7; i++) {
        trail.refused(null, route, null, 429, "192.0.2.1");
      }
    }
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      assertEquals(AuditTrail.REFUSALS, log.lastSequence(SystemLog.STREAM));
    }
    assertEquals(7, counts.get("request_refusal_not_written"));
    assertEquals(AuditTrail.REFUSALS + 7, counts.get("request_refused"));
  }
}
