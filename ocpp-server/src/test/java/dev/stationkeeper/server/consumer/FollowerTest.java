// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
  private static final PoisonPolicy IMPATIENT = new PoisonPolicy(3, Duration.ZERO, Duration.ZERO);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  /** Remembers what it took and refuses what it is told to. */
  private static final class Recording implements Subscriber {
    final List<Long> taken = new ArrayList<>();
    final List<Long> parked = new ArrayList<>();
    long refused = -1;
    int refusals;
    int giveUpAfter = Integer.MAX_VALUE;
    long checkpoint;

    @Override
    public String name() {
      return "recording";
    }

    @Override
    public long checkpoint() {
      return checkpoint;
    }

    @Override
    public synchronized void accept(List<LogRecord> events) {
      for (LogRecord event : events) {
        if (event.position() == refused && refusals < giveUpAfter) {
          refusals++;
          throw new IllegalStateException("simulated");
        }
      }
      events.forEach(event -> taken.add(event.position()));
    }

    @Override
    public synchronized void park(LogRecord event, String reason) {
      parked.add(event.position());
    }
  }

  @Test
  void everyEventComesInOrderAlsoThoseThatAreAppendedMeanwhile() throws Exception {
    try (SegmentedLog log = open()) {
      append(log, 50);
      Recording recording = new Recording();
      recording.checkpoint = 10;
      try (Follower follower = Follower.start(log, recording, IMPATIENT)) {
        append(log, 50);
        assertTrue(follower.await(100, LONG));
        assertEquals(0, follower.lag());
      }
      assertEquals(LongStream.rangeClosed(11, 100).boxed().toList(), recording.taken);
    }
  }

  @Test
  void anEventThatIsRefusedForGoodIsParkedAndTheRestGoesOn() throws Exception {
    try (SegmentedLog log = open()) {
      append(log, 20);
      Recording recording = new Recording();
      recording.refused = 7;
      try (Follower follower = Follower.start(log, recording, IMPATIENT)) {
        assertTrue(follower.await(20, LONG));
        assertEquals(1, follower.parked());
      }
      assertEquals(List.of(7L), recording.parked);
      assertEquals(4, recording.refusals, "once in the batch, three times alone");
      assertEquals(
          LongStream.rangeClosed(1, 20).filter(p -> p != 7).boxed().toList(), recording.taken);
    }
  }

  @Test
  void anEventThatIsRefusedForAWhileIsNotParked() throws Exception {
    try (SegmentedLog log = open()) {
      append(log, 20);
      Recording recording = new Recording();
      recording.refused = 7;
      recording.giveUpAfter = 3;
      try (Follower follower = Follower.start(log, recording, IMPATIENT)) {
        assertTrue(follower.await(20, LONG));
        assertEquals(3, follower.failures());
      }
      assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), recording.taken);
      assertEquals(List.of(), recording.parked);
    }
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    PoisonPolicy policy = new PoisonPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertEquals(Duration.ofSeconds(1), policy.pauseAfter(1));
    assertEquals(Duration.ofSeconds(4), policy.pauseAfter(3));
    assertEquals(Duration.ofSeconds(5), policy.pauseAfter(4));
    assertEquals(Duration.ofSeconds(5), policy.pauseAfter(500));
  }

  private SegmentedLog open() throws Exception {
    return SegmentedLog.open(new LogSettings(folder, 1 << 20, 1 << 20, 0, true));
  }

  private static void append(SegmentedLog log, int count) {
    for (int i = 0; i < count; i++) {
      LogEntry entry = new LogEntry("T", 1, Instant.EPOCH, Cause.NONE, "{}");
      log.append("A", SegmentedLog.ANY, List.of(entry)).toCompletableFuture().join();
    }
  }
}
