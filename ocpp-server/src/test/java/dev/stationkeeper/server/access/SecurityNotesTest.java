// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.node.NodeCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody fills the disk from outside the door. */
class SecurityNotesTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void sixtyAreWrittenAtOnceAndOneMoreASecondTheOthersAreCounted() throws IOException {
    SecureRandom random = new SecureRandom();
    Path key = folder.resolve("secrets/server.key");
    StationPasswords passwords =
        new StationPasswords(ServerKey.open(key, random), ServerKey.quick(key, random), random);
    NodeCounters counters = new NodeCounters();
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder.resolve("log")))) {
      StationAccessBook book =
          StationAccessBook.open(log, new SystemLog(log, Clock.systemUTC()), passwords);
      SecurityNotes notes = new SecurityNotes(book, () -> now, counters);
      long before = log.position();

      provoke(notes);
      await().atMost(Duration.ofSeconds(30)).until(() -> log.position() - before == 60);
      assertEquals(40, counters.value("security_note_left_out"));

      now = now.plusSeconds(10);
      provoke(notes);
      await().atMost(Duration.ofSeconds(30)).until(() -> log.position() - before == 70);
      assertEquals(130, counters.value("security_note_left_out"));
    }
  }

  private static void provoke(SecurityNotes notes) {
    for (int i = 0; i < 100; i++) {
      notes.note("StationLoginFailed", "CS-1", "192.0.2.1:" + i, "x".repeat(10_000));
    }
  }
}
