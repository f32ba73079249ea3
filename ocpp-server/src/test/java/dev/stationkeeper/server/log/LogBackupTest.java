// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBackupTest {
  @TempDir Path folder;

  @Test
  void aBackupThatIsTakenWhileTheLogGrowsIsALogThatEndedAMomentEarlier() throws Exception {
    Path log = folder.resolve("log");
    Path backup = folder.resolve("backup");
    AtomicBoolean over = new AtomicBoolean();
    try (SegmentedLog live = SegmentedLog.open(LogFixture.smallSegments(log))) {
      LogFixture.append(live, "A", 0, LogFixture.entry(0));
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      live.append("A", SegmentedLog.ANY, List.of(LogFixture.entry(1)))
                          .toCompletableFuture()
                          .join();
                    }
                  });
      for (int run = 0; run < 5; run++) {
        long before = live.position();
        LogBackup.write(log, backup);
        Path restored = folder.resolve("restored" + run);
        LogBackup.restore(backup, restored);
        try (SegmentedLog copy = SegmentedLog.open(LogFixture.smallSegments(restored))) {
          assertTrue(copy.position() >= before, "all that was on disk when it began");
          assertTrue(new LogVerifier(copy).verify(List.of()).isClean());
          assertEquals(
              LogFixture.all(live).subList(0, (int) copy.position()), LogFixture.all(copy));
        }
      }
      over.set(true);
      writer.join();
    }
  }

  @Test
  void aSecondRunCopiesOnlyWhatIsNew() throws Exception {
    Path log = folder.resolve("log");
    Path backup = folder.resolve("backup");
    try (SegmentedLog live = SegmentedLog.open(LogFixture.smallSegments(log))) {
      for (int i = 0; i < 100; i++) {
        LogFixture.append(live, "A", i, LogFixture.entry(i));
      }
      LogBackup.Result first = LogBackup.write(log, backup);
      assertTrue(first.copied() > 2, first.toString());
      assertEquals(new LogBackup.Result(0, first.copied(), 0), LogBackup.write(log, backup));
      LogFixture.append(live, "A", 100, LogFixture.entry(1));
      assertEquals(1, LogBackup.write(log, backup).copied());
    }
  }

  @Test
  void nothingIsOverwrittenThatIsNotThisLogs() throws Exception {
    for (String name : List.of("one", "two")) {
      try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder.resolve(name)))) {
        LogFixture.append(log, "S-" + name, 0, LogFixture.entry(1));
      }
    }
    LogBackup.write(folder.resolve("one"), folder.resolve("backup"));
    assertThrows(
        IOException.class, () -> LogBackup.write(folder.resolve("two"), folder.resolve("backup")));
    assertThrows(
        IOException.class,
        () -> LogBackup.restore(folder.resolve("backup"), folder.resolve("two")));
    assertThrows(
        IOException.class, () -> LogBackup.restore(folder.resolve("none"), folder.resolve("new")));
  }

  @Test
  void archivedSegmentsStayPartOfTheLogAndOfItsBackup() throws Exception {
    Path log = folder.resolve("log");
    Path archive = folder.resolve("archive");
    List<LogRecord> before;
    try (SegmentedLog live = SegmentedLog.open(LogFixture.smallSegments(log))) {
      for (int i = 0; i < 200; i++) {
        LogFixture.append(live, "S" + i % 3, SegmentedLog.ANY, LogFixture.entry(i));
      }
      before = LogFixture.all(live);
      assertThrows(Exception.class, () -> LogArchive.move(log, archive, ArchiveRange.keeping(1)));
    }
    int segments = LogFixture.segments(log).size();
    assertEquals(segments - 2, LogArchive.move(log, archive, ArchiveRange.keeping(2)));
    assertEquals(2, LogFixture.segments(log).size());
    assertEquals(0, LogArchive.move(log, archive, ArchiveRange.keeping(2)));
    assertThrows(
        IOException.class,
        () -> LogArchive.move(log, folder.resolve("other"), ArchiveRange.keeping(2)));
    try (SegmentedLog live = SegmentedLog.open(LogFixture.smallSegments(log))) {
      assertEquals(before, LogFixture.all(live));
      assertEquals(
          before.stream().filter(e -> e.stream().equals("S1")).toList(),
          LogFixture.read(live, "S1"));
      LogFixture.append(live, "S1", live.lastSequence("S1"), LogFixture.entry(1));
      assertTrue(new LogVerifier(live).verify(List.of()).isClean());
      LogBackup.write(log, folder.resolve("backup"));
    }
    LogBackup.restore(folder.resolve("backup"), folder.resolve("restored"));
    try (SegmentedLog restored =
        SegmentedLog.open(LogFixture.smallSegments(folder.resolve("restored")))) {
      assertEquals(201, restored.position());
    }
    java.nio.file.Files.move(archive, folder.resolve("away"));
    IOException unreachable =
        assertThrows(
            IOException.class, () -> SegmentedLog.open(LogFixture.smallSegments(log)).close());
    assertTrue(String.valueOf(unreachable.getMessage()).contains("cannot be reached"));
  }
}
