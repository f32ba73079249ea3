// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose files are cut or spoilt as a crash, a power cut or a bad disk leaves them. */
class CrashTest {
  @TempDir Path folder;

  @Test
  void aTailTornAtAnyByteIsCutOffAndEverythingBeforeIsThere() throws Exception {
    Path origin = folder.resolve("origin");
    List<Long> ends = new ArrayList<>();
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(origin))) {
      for (int i = 0; i < 5; i++) {
        LogFixture.append(log, "A", 2L * i, LogFixture.entry(i), LogFixture.entry(100 + i));
        ends.add(Files.size(LogFixture.segments(origin).getFirst()));
      }
    }
    int size = (int) (long) ends.getLast();
    for (int cut = SegmentHeader.LENGTH; cut <= size; cut++) {
      Path copy = LogFixture.copy(origin, folder.resolve("cut" + cut));
      try (FileChannel file =
          FileChannel.open(LogFixture.segments(copy).getFirst(), StandardOpenOption.WRITE)) {
        file.truncate(cut);
      }
      int length = cut;
      int whole = (int) ends.stream().filter(end -> end <= length).count();
      try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(copy))) {
        assertEquals(2L * whole, log.position(), "cut at " + cut);
        assertEquals(2 * whole, LogFixture.read(log, "A").size(), "cut at " + cut);
        LogFixture.append(log, "A", 2L * whole, LogFixture.entry(7));
        assertEquals(2 * whole + 1, LogFixture.all(log).size(), "cut at " + cut);
        assertTrue(log.damages().isEmpty(), "a torn tail is no damage");
      }
    }
  }

  @Test
  void aHeaderThatWasBeingWrittenIsNoObstacle() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
    }
    Files.write(folder.resolve("0000000000000000002.log"), new byte[] {0x53, 0x54});
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 1, LogFixture.entry(2));
      assertEquals(2, LogFixture.all(log).size());
    }
  }

  @Test
  void aSpoiltByteCostsItsBatchAndNothingElseAndIsReportedWithItsPlace() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path origin = folder.resolve("origin");
    List<Integer> starts = new ArrayList<>();
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(origin))) {
      for (int i = 0; i < 40; i++) {
        Path file = i == 0 ? null : LogFixture.segments(origin).getFirst();
        starts.add(file == null ? SegmentHeader.LENGTH : (int) Files.size(file));
        LogFixture.append(log, "S" + i, 0, LogFixture.entry(i));
      }
    }
    for (int round = 0; round < 150; round++) {
      int spoilt = random.nextInt(39); // the last one would be a torn tail
      int from = starts.get(spoilt);
      int at = from + random.nextInt(starts.get(spoilt + 1) - from);
      Path copy = LogFixture.copy(origin, folder.resolve("spoilt" + round));
      Path file = LogFixture.segments(copy).getFirst();
      flip(file, at);
      String what = "seed " + seed + ", round " + round + ", byte " + at;
      try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(copy))) {
        assertEquals(
            List.of(new Damage(file, from, starts.get(spoilt + 1) - from)), log.damages(), what);
        assertEquals(39, LogFixture.all(log).size(), what);
        assertEquals(0, LogFixture.read(log, "S" + spoilt).size(), what);
        assertEquals(1, LogFixture.read(log, "S39").size(), what);
        LogFixture.append(log, "S39", 1, LogFixture.entry(2));
        assertEquals(41, log.position(), what);
        LogVerifier.Report report = new LogVerifier(log).verify(List.of());
        assertFalse(report.isClean(), what);
        assertEquals(40, report.events(), what);
      }
    }
  }

  @Test
  void aSpoiltHeaderCostsNoEvent() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1), LogFixture.entry(2));
    }
    Path file = LogFixture.segments(folder).getFirst();
    flip(file, 12);
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      assertEquals(2, LogFixture.read(log, "A").size());
      assertEquals(List.of(new Damage(file, 0, SegmentHeader.LENGTH)), log.damages());
      LogFixture.append(log, "A", 2, LogFixture.entry(3));
      assertEquals(3, LogFixture.all(log).size());
    }
  }

  @Test
  void damageThatComesWhileTheLogIsOpenIsSteppedOver() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      for (int i = 0; i < 100; i++) {
        LogFixture.append(log, "A", i, LogFixture.entry(i));
      }
      Path first = LogFixture.segments(folder).getFirst();
      flip(first, SegmentHeader.LENGTH + 40);
      assertEquals(100, LogFixture.all(log).size(), "from memory");
      log.forgetRecent();
      assertEquals(99, LogFixture.read(log, "A").size());
      assertEquals(99, LogFixture.all(log).size());
      assertEquals(first, log.damages().getFirst().file());
      LogFixture.append(log, "A", 100, LogFixture.entry(100));
    }
  }

  @Test
  void aSegmentOfALaterFormatIsRefusedByNumber() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
    }
    Path file = LogFixture.segments(folder).getFirst();
    ByteBuffer header = new SegmentHeader(1, -1).encode();
    header.put(6, (byte) 9);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(header.duplicate().limit(24));
    header.putInt(24, (int) crc.getValue());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(header, 0);
    }
    IOException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class, () -> SegmentedLog.open(LogFixture.settings(folder)));
    assertTrue(String.valueOf(refused.getMessage()).contains("format 9"), refused.getMessage());
  }

  private static void flip(Path file, int at) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ 0x40)).rewind();
      channel.write(one, at);
    }
  }
}
