// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fails under the log: nobody is told a lie, and it goes on when the disk does. */
class BrokenDiskTest {
  @TempDir Path folder;

  @Test
  void afterAFailedFsyncTheLogGoesOnInANewSegmentWithoutTheFailedBatch() throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder), disk)) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
      disk.forcesFail = true;
      assertThrows(IOException.class, () -> LogFixture.append(log, "A", 1, LogFixture.entry(2)));
      assertTrue(log.trouble().orElseThrow().contains("fsync"));
      assertEquals(1, log.lastSequence("A"));
      disk.forcesFail = false;
      LogFixture.append(log, "A", 1, LogFixture.entry(3));
      assertTrue(log.trouble().isEmpty());
      assertJson(List.of("{\"n\":1}", "{\"n\":3}"), log);
    }
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      assertJson(List.of("{\"n\":1}", "{\"n\":3}"), log);
      assertTrue(log.damages().isEmpty());
    }
  }

  @Test
  void aWriteTornAtAnyByteLeavesNothingOfItBehindEvenIfTheFileCannotBeCut() throws Exception {
    int length = Frames.encode("A", List.of(LogFixture.entry(2))).frame().length;
    for (int torn = 0; torn <= length; torn++) {
      Path own = folder.resolve("torn" + torn);
      SimulatedDisk disk = new SimulatedDisk();
      try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(own), disk)) {
        LogFixture.append(log, "A", 0, LogFixture.entry(1));
        disk.tornAfter = torn;
        disk.writesFail = true;
        disk.truncatesFail = true;
        assertThrows(IOException.class, () -> LogFixture.append(log, "A", 1, LogFixture.entry(2)));
        disk.writesFail = false;
        LogFixture.append(log, "A", 1, LogFixture.entry(3));
        LogFixture.append(log, "B", 0, LogFixture.entry(4));
      }
      try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(own))) {
        assertJson(List.of("{\"n\":1}", "{\"n\":3}"), log);
        assertEquals(3, log.position());
        assertTrue(new LogVerifier(log).verify(List.of()).isClean(), "torn at " + torn);
      }
    }
  }

  @Test
  void belowTheFloorEverythingIsRefusedUntilThereIsRoomAgain() throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    LogSettings floor = new LogSettings(folder, 1 << 20, 1 << 20, 1_000, true);
    try (SegmentedLog log = SegmentedLog.open(floor, disk)) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
      disk.usable = 999;
      LogRefusedException refused =
          assertThrows(
              LogRefusedException.class, () -> LogFixture.append(log, "A", 1, LogFixture.entry(2)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("999 bytes are left"),
          refused.getMessage());
      assertEquals(1, log.counters().refused());
      disk.usable = 1_000;
      LogFixture.append(log, "A", 1, LogFixture.entry(2));
      assertEquals(1, LogFixture.segments(folder).size(), "no segment was given up for it");
    }
  }

  @Test
  void aDiskThatTakesNoNewFileEitherIsTriedAgainWithEveryAppend() throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder), disk)) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
      disk.writesFail = true;
      disk.createsFail = true;
      for (int i = 0; i < 5; i++) {
        assertThrows(IOException.class, () -> LogFixture.append(log, "A", 1, LogFixture.entry(2)));
      }
      disk.createsFail = false;
      for (int i = 0; i < 5; i++) {
        assertThrows(IOException.class, () -> LogFixture.append(log, "A", 1, LogFixture.entry(2)));
      }
      disk.writesFail = false;
      LogFixture.append(log, "A", 1, LogFixture.entry(3));
      assertJson(List.of("{\"n\":1}", "{\"n\":3}"), log);
    }
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      assertJson(List.of("{\"n\":1}", "{\"n\":3}"), log);
    }
  }

  @Test
  void nobodyIsAcknowledgedWhileTheDiskIsSlowAndThenAllAreWithOneForce() throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    CountDownLatch slow = new CountDownLatch(1);
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder), disk)) {
      LogFixture.append(log, "first", 0, LogFixture.entry(0));
      disk.slowForce = slow;
      var first = log.append("first", 1, List.of(LogFixture.entry(1))).toCompletableFuture();
      List<CompletableFuture<Long>> rest =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i -> log.append("S" + i, 0, List.of(LogFixture.entry(i))).toCompletableFuture())
              .toList();
      assertTrue(!first.isDone() && rest.stream().noneMatch(CompletableFuture::isDone));
      slow.countDown();
      rest.forEach(CompletableFuture::join);
      assertTrue(log.counters().groups() <= 4, "groups " + log.counters().groups());
      assertEquals(1_002, log.position());
    }
  }

  private static void assertJson(List<String> expected, SegmentedLog log) {
    assertEquals(expected, LogFixture.read(log, "A").stream().map(LogRecord::json).toList());
  }
}
