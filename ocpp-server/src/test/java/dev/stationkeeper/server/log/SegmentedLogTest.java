// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.LogConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentedLogTest {
  @TempDir Path folder;

  @Test
  void whatWasAppendedIsReadBackAlsoAfterAReopen() throws Exception {
    LogEntry odd = new LogEntry("Odd", 3, LogFixture.AT, Cause.NONE, "{\"é\":\"\uD83D\uDD0C\"}");
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      assertEquals(2, LogFixture.append(log, "CP 1", 0, LogFixture.entry(1), odd));
    }
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      List<LogRecord> events = LogFixture.read(log, "CP 1");
      LogEntry first = LogFixture.entry(1);
      assertEquals(
          List.of(
              new LogRecord(1, "CP 1", 1, first.at(), first.cause(), "Test", 1, first.json()),
              new LogRecord(2, "CP 1", 2, odd.at(), odd.cause(), "Odd", 3, odd.json())),
          events);
      assertEquals(events, LogFixture.all(log));
      assertEquals(2, log.lastSequence("CP 1"));
      assertEquals(0, log.lastSequence("CP 2"));
    }
  }

  @Test
  void theSecondOfTwoWritersOfAStreamLoses() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
      assertThrows(
          LogConflictException.class, () -> LogFixture.append(log, "A", 0, LogFixture.entry(2)));
      LogFixture.append(log, "A", 1, LogFixture.entry(3));
      assertEquals(2, LogFixture.read(log, "A").size());
      assertEquals(1, log.counters().conflicts());
    }
  }

  @Test
  void batchesOfOneStreamInOneGroupAreCheckedAgainstEachOther() throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    var slow = new java.util.concurrent.CountDownLatch(1);
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder), disk)) {
      disk.slowForce = slow;
      var blocker = log.append("B", 0, List.of(LogFixture.entry(0))).toCompletableFuture();
      var first = log.append("A", 0, List.of(LogFixture.entry(1))).toCompletableFuture();
      var rival = log.append("A", 0, List.of(LogFixture.entry(2))).toCompletableFuture();
      var second = log.append("A", 1, List.of(LogFixture.entry(3))).toCompletableFuture();
      assertFalse(blocker.isDone());
      assertEquals(0, log.position(), "not on disk yet");
      slow.countDown();
      second.join();
      first.join();
      assertThrows(java.util.concurrent.CompletionException.class, rival::join);
      assertEquals(
          List.of(1L, 2L), LogFixture.read(log, "A").stream().map(LogRecord::sequence).toList());
    }
  }

  @Test
  void manyStreamsOverManySegmentsEqualAModelBeforeAndAfterAReopen() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, List<String>> model = new HashMap<>();
    List<String> order = new ArrayList<>();
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      List<CompletableFuture<Long>> waiting = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        String stream = "S" + random.nextInt(40);
        List<String> known = model.computeIfAbsent(stream, s -> new ArrayList<>());
        List<LogEntry> batch = new ArrayList<>();
        int last = known.size();
        for (int n = random.nextInt(3); n >= 0; n--) {
          String json = "{\"x\":\"" + "y".repeat(random.nextInt(300)) + "\"}";
          batch.add(LogFixture.entry(json));
          known.add(json);
          order.add(stream);
        }
        waiting.add(log.append(stream, last, batch).toCompletableFuture());
        if (random.nextInt(10) == 0) {
          waiting.forEach(CompletableFuture::join);
        }
      }
      waiting.forEach(CompletableFuture::join);
      assertModel(log, model, order, random, "seed " + seed);
    }
    assertTrue(LogFixture.segments(folder).size() > 10);
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      assertModel(log, model, order, random, "reopened, seed " + seed);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".idx")).toList()) {
        Files.delete(file);
      }
    }
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      assertModel(log, model, order, random, "without indices, seed " + seed);
      assertTrue(log.damages().isEmpty());
    }
  }

  private static void assertModel(
      SegmentedLog log,
      Map<String, List<String>> model,
      List<String> order,
      Random random,
      String seed) {
    for (Map.Entry<String, List<String>> stream : model.entrySet()) {
      List<LogRecord> events = LogFixture.read(log, stream.getKey());
      assertEquals(stream.getValue(), events.stream().map(LogRecord::json).toList(), seed);
      int after = random.nextInt(events.size() + 1);
      List<LogRecord> rest = new ArrayList<>();
      log.read(stream.getKey(), after, 0, rest::add);
      assertEquals(events.subList(after, events.size()), rest, seed);
      rest.clear();
      log.read(stream.getKey(), 0, after == 0 ? 0 : events.get(after - 1).position(), rest::add);
      assertEquals(events.subList(after, events.size()), rest, seed);
    }
    assertEquals(order, LogFixture.all(log).stream().map(LogRecord::stream).toList(), seed);
    List<LogRecord> fromFiles = new ArrayList<>();
    LogCursor files = log.fileCursor(0);
    for (List<LogRecord> some = files.next(9); !some.isEmpty(); some = files.next(9)) {
      fromFiles.addAll(some);
    }
    assertEquals(fromFiles, LogFixture.all(log), seed);
    long position = random.nextInt(order.size());
    assertEquals(position + 1, log.cursor(position).next(1).getFirst().position(), seed);
  }

  @Test
  void aStreamIsReadFromBehindAnyPosition() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      String filling = "{\"x\":\"" + "x".repeat(900) + "\"}";
      for (int i = 0; i < 1_500; i++) {
        LogEntry[] batch = new LogEntry[1 + random.nextInt(3)];
        Arrays.fill(batch, LogFixture.entry(filling));
        String stream = "S" + random.nextInt(3);
        CompletableFuture<Long> done =
            log.append(stream, SegmentedLog.ANY, List.of(batch)).toCompletableFuture();
        if (i % 100 == 0) {
          done.join(); // a segment ends between groups only
        }
      }
      LogFixture.append(log, "S1", SegmentedLog.ANY, LogFixture.entry(1));
      List<LogRecord> all = LogFixture.read(log, "S1");
      assertTrue(log.closed().size() > 1, "closed ones and the open one");
      for (int i = 0; i < 200; i++) {
        long position = random.nextLong(log.position() + 2);
        List<LogRecord> behind = new ArrayList<>();
        log.read("S1", 0, position, behind::add);
        assertEquals(
            all.stream().filter(e -> e.position() > position).toList(), behind, "seed " + seed);
      }
    }
  }

  @Test
  void onlyOneProcessHasTheLogOpen() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      IOException refused =
          assertThrows(IOException.class, () -> SegmentedLog.open(LogFixture.settings(folder)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("open already"), refused.getMessage());
      assertEquals(0, log.position());
    }
  }

  @Test
  void aCursorAtTheEndGoesOnWhenThereIsMore() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder))) {
      LogCursor cursor = log.cursor(0);
      for (int i = 0; i < 300; i++) {
        assertTrue(cursor.next(10).isEmpty());
        LogFixture.append(log, "A", i, LogFixture.entry(i));
        assertTrue(log.awaitBeyond(i, Duration.ofSeconds(1)));
        assertEquals(List.of(i + 1L), cursor.next(10).stream().map(LogRecord::position).toList());
      }
      assertFalse(log.awaitBeyond(300, Duration.ofMillis(1)));
    }
  }

  @Test
  void whatDoesNotFitTheQueueIsRefusedAndCounted() throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    var slow = new java.util.concurrent.CountDownLatch(1);
    LogSettings tight = new LogSettings(folder, 1 << 20, 600, 0, true);
    try (SegmentedLog log = SegmentedLog.open(tight, disk)) {
      disk.slowForce = slow;
      List<CompletableFuture<Long>> sent = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        sent.add(log.append("A" + i, 0, List.of(LogFixture.entry(i))).toCompletableFuture());
      }
      slow.countDown();
      long taken = sent.stream().filter(f -> f.handle((p, e) -> e == null).join()).count();
      assertTrue(taken >= 1 && taken < 50, "taken " + taken);
      assertEquals(50 - taken, log.counters().refused());
      assertEquals(taken, log.position());
    }
  }

  @Test
  void aReaderThatIsInterruptedHurtsNobody() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
      Thread.currentThread().interrupt();
      assertEquals(1, LogFixture.read(log, "A").size());
      assertEquals(1, LogFixture.all(log).size());
      assertTrue(Thread.interrupted(), "the interrupt is kept for who can act on it");
      LogFixture.append(log, "A", 1, LogFixture.entry(2));
      assertEquals(2, LogFixture.read(log, "A").size());
    }
  }

  @Test
  void anAppendToAClosedLogFails() throws Exception {
    SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder));
    LogFixture.append(log, "A", 0, LogFixture.entry(1));
    log.close();
    assertThrows(
        LogRefusedException.class, () -> LogFixture.append(log, "A", 1, LogFixture.entry(2)));
  }
}
