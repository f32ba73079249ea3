// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentTest {
  @TempDir Path folder;

  private static LogRecord record(long position, String json) {
    return new LogRecord(position, "A", position, LogFixture.AT, Cause.NONE, "Test", 1, json);
  }

  private static List<LogRecord> records(long from, long to, String json) {
    return LongStream.rangeClosed(from, to).mapToObj(n -> record(n, json)).toList();
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    Recent recent = new Recent(5, 4, 1_000);
    assertEquals(List.of(), recent.behind(4, 10), "of before it began");
    recent.add(records(6, 8, "{}"));
    assertEquals(records(6, 8, "{}"), recent.behind(5, 10));
    recent.add(records(9, 11, "{}"));
    assertEquals(List.of(), recent.behind(6, 10), "7 is not held");
    assertEquals(records(8, 11, "{}"), recent.behind(7, 10));
    assertEquals(records(9, 10, "{}"), recent.behind(8, 2));
    assertEquals(List.of(), recent.behind(11, 2));
    assertEquals(11, recent.last());
  }

  @Test
  void theOldestGoWhenTheyAreTooLong() {
    Recent recent = new Recent(0, 100, 10);
    recent.add(records(1, 6, "{\"\":1}"));
    assertEquals(List.of(), recent.behind(4, 10));
    assertEquals(1, recent.behind(5, 10).size());
    recent.add(List.of(record(7, "{\"long\":\"" + "x".repeat(50) + "\"}")));
    assertEquals(List.of(), recent.behind(5, 10));
    assertEquals(List.of(), recent.behind(6, 10), "longer than everything together may be");
    recent.add(records(8, 9, "{}"));
    assertEquals(records(8, 9, "{}"), recent.behind(7, 10));
  }

  @Test
  void whatIsForgottenIsNotTold() {
    Recent recent = new Recent(0, 10, 1_000);
    recent.add(records(1, 5, "{}"));
    recent.forget();
    assertEquals(List.of(), recent.behind(2, 10));
    assertEquals(5, recent.last());
    recent.add(records(6, 7, "{}"));
    assertEquals(records(6, 7, "{}"), recent.behind(5, 10));
  }

  /** More than is held, with texts that cannot be written as they are. */
  @Test
  void memoryTellsWhatTheFilesHave() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] words = {"plain", "é and ü", "\uD83D\uDD0C", "half \uD83D", "\uDD0C?", "電", "?"};
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      while (log.position() < Recent.RECORDS + 2_000) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = random.nextInt(200); i >= 0; i--) {
          String word = words[random.nextInt(words.length)];
          Cause cause =
              random.nextBoolean() ? Cause.NONE : new Cause(random.nextInt(3), word, null, word);
          Instant at = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
          batch.add(
              new LogEntry("Test", random.nextInt(255), at, cause, "{\"w\":\"" + word + "\"}"));
        }
        String stream = "S" + random.nextInt(3);
        LogFixture.append(log, stream, SegmentedLog.ANY, batch.toArray(LogEntry[]::new));
      }
      for (int i = 0; i < 50; i++) {
        long from = random.nextLong(log.position());
        List<LogRecord> read = log.fileCursor(from).next(20);
        List<LogRecord> told = log.cursor(from).next(20);
        int both = Math.min(read.size(), told.size());
        assertEquals(read.subList(0, both), told.subList(0, both), "seed " + seed);
      }
      LogCursor files = log.fileCursor(0);
      LogCursor both = log.cursor(0);
      List<LogRecord> read = new ArrayList<>();
      List<LogRecord> told = new ArrayList<>();
      while (files.position() < log.position()) {
        read.addAll(files.next(1 + random.nextInt(500)));
      }
      while (both.position() < log.position()) {
        told.addAll(both.next(1 + random.nextInt(500)));
      }
      assertEquals(read, told, "seed " + seed);
      assertTrue(log.counters().fromMemory() >= Recent.RECORDS, "seed " + seed);
      assertTrue(log.counters().fromFiles() >= 2_000, "seed " + seed);
    }
  }

  @Test
  void anEventOfAnEngineIsGivenAsItWas() throws Exception {
    StationEvent event =
        new StationEvent.SendReceived(
            "m-1", "NotifyPeriodicEventStream", JsonView.parse("{ \"id\" : 1.10 }"));
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      StationLog stations = new StationLog(log, new EventCodec());
      NewEvent appended = new NewEvent(event, LogFixture.AT, Cause.NONE);
      var _ =
          stations.append(new StationId("A"), 0, List.of(appended)).toCompletableFuture().join();
      LogRecord near = log.cursor(0).next(1).getFirst();
      LogRecord read = log.fileCursor(0).next(1).getFirst();
      assertSame(event, near.event(new EventCodec()));
      assertNull(read.event());
      assertEquals(event, read.event(new EventCodec()));
      assertEquals(read, near);
    }
    try (SegmentedLog again = SegmentedLog.open(LogFixture.settings(folder))) {
      assertNull(again.cursor(0).next(1).getFirst().event(), "of an earlier process");
    }
  }

  /** The words that were taken out are not told from memory either. */
  @Test
  void anErasureReachesWhatIsHeld() throws Exception {
    String json = "{\"idToken\":{\"value\":\"person-a\",\"type\":\"ISO14443\"}}";
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(json));
      LogErasure.begin(log);
      LogFixture.append(log, "A", 1, LogFixture.entry(2));
      assertEquals(json, log.cursor(0).next(1).getFirst().json());
      assertEquals(
          1, new LogErasure(log, new SecureRandom()).token("person-a", Instant.MAX).places());
      List<LogRecord> after = log.cursor(0).next(10);
      assertEquals(2, after.size());
      assertEquals(-1, after.getFirst().json().indexOf("person-a"));
      assertEquals("{\"n\":2}", after.getLast().json());
    }
  }
}
