// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments of a time, or between positions, go to the archive and are read there. */
class ArchiveRangeTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 400;

  @TempDir Path folder;
  private Path archive;

  /** An event every hour. */
  @BeforeEach
  void fill() throws Exception {
    archive = folder.resolve("archive");
    try (SegmentedLog log = open()) {
      for (int i = 0; i < EVENTS; i++) {
        LogEntry entry = new LogEntry("Test", 1, time(i), Cause.NONE, "{\"n\":" + i + "}");
        LogFixture.append(log, "S" + i % 3, SegmentedLog.ANY, entry);
      }
    }
  }

  private static Instant time(int hour) {
    return BEGIN.plusSeconds(3_600L * hour);
  }

  private SegmentedLog open() throws Exception {
    return SegmentedLog.open(LogFixture.smallSegments(folder.resolve("log")));
  }

  @Test
  void aRangeOfTimeGoesAndTheLogIsReadAcrossIt() throws Exception {
    List<LogRecord> before;
    int moved;
    try (SegmentedLog log = open()) {
      before = LogFixture.all(log);
      ArchiveRange range = ArchiveRange.of(time(100).toString(), time(250).toString(), null);
      moved = LogArchive.move(log, archive, range);

      assertTrue(moved > 1, "segments of 4 KiB: " + moved);
      for (Segment segment : log.closed()) {
        Segment.Ends ends = segment.ends().orElseThrow();
        boolean within =
            !ends.first().at().isBefore(time(100)) && ends.last().at().isBefore(time(250));
        assertEquals(within, archive.equals(segment.path().getParent()), ends.toString());
      }
      assertRead(before, log);
      assertEquals(0, LogArchive.move(log, archive, range), "they are there");
    }
    assertEquals(moved, LogFixture.segments(archive).size());
    try (SegmentedLog log = open()) {
      assertRead(before, log);
      LogFixture.append(log, "S1", log.lastSequence("S1"), LogFixture.entry(1));
      assertEquals(EVENTS + 1, log.position());
    }
  }

  @Test
  void aRangeOfPositionsOfAServerThatDoesNotRun() throws Exception {
    Path log = folder.resolve("log");
    int moved = LogArchive.move(log, archive, ArchiveRange.of(null, "201", null));

    assertTrue(moved > 1, "segments: " + moved);
    assertTrue(Segment.position(LogFixture.segments(log).getFirst()) <= 201, "the one that has it");
    for (Path segment : LogFixture.segments(archive)) {
      assertTrue(Segment.position(segment) < 201);
    }
    try (SegmentedLog live = open()) {
      assertEquals(EVENTS, LogFixture.all(live).size());
      assertTrue(new LogVerifier(live).verify(List.of()).isClean());
    }
  }

  @Test
  void theLatestStayAlsoWithinARange() throws Exception {
    try (SegmentedLog log = open()) {
      int all = log.closed().size();
      assertEquals(all - 4, LogArchive.move(log, archive, ArchiveRange.of("1", null, 5)));
      assertEquals(3, LogArchive.move(log, archive, ArchiveRange.of(null, "9999", 2)));
      assertEquals(1, LogArchive.move(log, archive, ArchiveRange.of("1", null, null)));
    }
  }

  @Test
  void whatIsNoRangeIsSaid() {
    assertTrue(
        String.valueOf(
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ArchiveRange.of("yesterday", null, null))
                    .getMessage())
            .contains("neither a position nor a time"));
    assertThrows(IllegalArgumentException.class, () -> ArchiveRange.of(null, null, 0));
    assertEquals(8, ArchiveRange.of(null, " ", null).keep());
  }

  private static void assertRead(List<LogRecord> wanted, SegmentedLog log) {
    assertEquals(wanted, LogFixture.all(log));
    assertEquals(
        wanted.stream().filter(e -> e.stream().equals("S1")).toList(), LogFixture.read(log, "S1"));
    assertTrue(new LogVerifier(log).verify(List.of()).isClean());
  }
}
