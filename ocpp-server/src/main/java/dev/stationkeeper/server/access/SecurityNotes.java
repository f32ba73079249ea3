// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.gateway.AdmissionPolicy.Knock;
import dev.stationkeeper.server.log.SystemEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what happens at the door (A00.FR.323, A00.FR.408), at most {@value #BURST} at once
 * and one more a second: an attacker must not be able to fill the disk. What is left out is
 * counted. Thread-safe.
 */
final class SecurityNotes {
  private static final int BURST = 60;
  private static final int LONGEST = 300;

  private final StationAccessBook book;
  private final InstantSource clock;
  private final Counters counters;
  private double left = BURST;
  private Instant last;

  SecurityNotes(StationAccessBook book, InstantSource clock, Counters counters) {
    this.book = book;
    this.clock = clock;
    this.counters = counters;
    this.last = clock.instant();
  }

  void note(String kind, Knock knock, String text) {
    note(kind, knock.station().value(), knock.remoteAddress(), text);
  }

  void note(String kind, @Nullable String station, String remoteAddress, String text) {
    if (allows()) {
      String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
      book.note(new SystemEvent.SecurityNoted(kind, station, remoteAddress, cut), null);
    }
  }

  /** As {@link #note}, and opens an alarm of the station. */
  void alarm(String kind, Knock knock, String text) {
    String station = knock.station().value();
    note(kind, knock, text);
    if (allows()) {
      book.note(
          new SystemEvent.AlarmRaised(
              "security:" + kind + ":" + station,
              "security",
              "WARNING",
              station,
              text + " from " + knock.address()),
          null);
    }
  }

  private synchronized boolean allows() {
    Instant now = clock.instant();
    left = Math.min(BURST, left + Duration.between(last, now).toMillis() / 1_000.0);
    last = now;
    if (left < 1) {
      counters.count("security_note_left_out");
      return false;
    }
    left -= 1;
    return true;
  }
}
