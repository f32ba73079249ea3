// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.log.SystemEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When tokens are erased for their age, on a clock that the test moves. */
final class RetentionTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final RetentionSettings MONTH =
      new RetentionSettings(Duration.ofDays(30), Duration.ofDays(7));

  private final List<String> erased = new ArrayList<>();
  private final List<@Nullable String> alarms = new ArrayList<>();
  private final NodeCounters counters = new NodeCounters();
  private Instant now = BEGIN;
  private @Nullable String broken;

  private Retention retention(RetentionSettings settings, RetentionTable past) {
    return new Retention(settings, past, this::erase, alarms::add, () -> now, counters);
  }

  private LogErasure.Result erase(Instant from, Instant before, String by) throws IOException {
    if (broken != null) {
      throw new IOException(broken);
    }
    erased.add(from + " " + before + " " + by);
    return new LogErasure.Result(2, 5);
  }

  @Test
  void onlyWhatHasGrownOldSinceTheLastTimeAndAlsoOverARestart() {
    RetentionTable past = new RetentionTable();
    Retention retention = retention(MONTH, past);
    retention.look();
    retention.look();
    now = BEGIN.plus(Duration.ofDays(7)).minusSeconds(1);
    retention.look();
    assertEquals(List.of("1970-01-01T00:00:00Z 2026-01-30T00:00:00Z retention"), erased);
    assertEquals(BEGIN.plus(Duration.ofDays(7)), retention.status().nextAt());

    RetentionTable afterRestart = new RetentionTable();
    past.condensed(afterRestart::apply);
    now = BEGIN.plus(Duration.ofDays(7));
    Retention again = retention(MONTH, afterRestart);
    again.look();

    assertEquals("2026-01-30T00:00:00Z 2026-02-06T00:00:00Z retention", erased.getLast());
    assertEquals(2, erased.size());
    assertEquals(2, counters.value("retention_run"));
    assertEquals(10, counters.value("retention_erased"));
    Retention.Status status = again.status();
    assertEquals(now, status.lastAt());
    assertEquals(Instant.parse("2026-02-06T00:00:00Z"), status.before());
    assertEquals(List.of(2L, 5L), List.of((long) status.identifiers(), status.places()));
    assertEquals(List.of(), alarms);
  }

  @Test
  void aFailureIsAnAlarmOnceAndTriedAgainEveryHour() {
    Retention retention = retention(MONTH, new RetentionTable());
    broken = "the disk is full";
    retention.look();
    now = now.plus(Duration.ofMinutes(59));
    retention.look();
    assertEquals(1, counters.value("retention_failed"));
    now = now.plus(Duration.ofMinutes(1));
    retention.look();
    assertEquals(2, counters.value("retention_failed"));
    assertEquals(List.of("Old tokens are not erased: the disk is full"), alarms);
    assertEquals(alarms.getFirst(), Objects.requireNonNull(retention.status().failure()));

    broken = null;
    now = now.plus(Duration.ofHours(1));
    retention.look();
    assertEquals(1, erased.size());
    assertEquals(Arrays.asList("Old tokens are not erased: the disk is full", null), alarms);
    assertNull(retention.status().failure());
  }

  @Test
  void offByDefaultAndWhatAPersonHadErasedCountsNot() {
    Retention off = retention(RetentionSettings.OFF, new RetentionTable());
    off.start();
    off.look();
    off.close();
    assertEquals(List.of(), erased);
    assertNull(off.status().nextAt());

    RetentionTable past = new RetentionTable();
    past.apply(new SystemEvent.TokensErased("everyToken", null, BEGIN, 1, 1), BEGIN);
    retention(MONTH, past).look();
    assertEquals("1970-01-01T00:00:00Z 2026-01-30T00:00:00Z retention", erased.getFirst());
  }
}
