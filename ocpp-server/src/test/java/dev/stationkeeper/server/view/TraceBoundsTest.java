// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message trace is bounded by number, age and size; each event of a call is a second later. */
class TraceBoundsTest {
  private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");
  private static final int CALLS = 60;

  @TempDir Path folder;
  private SegmentedLog log;

  @BeforeEach
  void open() throws Exception {
    log = SegmentedLog.open(new LogSettings(folder.resolve("log"), 1 << 20, 1 << 20, 0, true));
    calls();
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  @Test
  void theLatestStay() throws Exception {
    assertEquals(5, traced(new TraceBounds(5, Duration.ofDays(1), 1 << 30)));
  }

  @Test
  void theYoungStay() throws Exception {
    assertEquals(10, traced(new TraceBounds(1_000, Duration.ofSeconds(9), 1 << 30)), "59 to 50 s");
  }

  @Test
  void whatFitsStays() throws Exception {
    for (int i = 0; i < 20; i++) {
      calls();
    }
    int kept = traced(new TraceBounds(100_000, Duration.ofDays(1), 1 << 20));
    assertTrue(kept > 100 && kept < 600, "of 1260 exchanges of 2 KB in 1 MiB: " + kept);
  }

  /** More than ten thousand events, the step in which they are counted. */
  @Test
  void whatWouldNotBeKeptIsNotWrittenWhenTheTraceIsMadeAgainAndTheRestIsTheSame() throws Exception {
    JsonView command = JsonView.object().put("type", "Soft").build();
    happened(
        "CP3",
        new StationEvent.CommandQueued(
            "c-1", "Reset", command, T0.plusSeconds(9_000), "tester", null, null, null));
    for (int i = 0; i < 150; i++) {
      small("CP2", 200);
    }
    happened("CP3", new StationEvent.CommandSent("c-1", "m-1"));
    small("CP1", 50);
    TraceBounds bounds = new TraceBounds(100, Duration.ofDays(1), 1 << 30);
    long passed = new TraceBegin(log, bounds).position();
    assertTrue(passed >= 20_000 && passed < log.position() - 100, "of 30,000: " + passed);
    Path file = folder.resolve("again.db");
    try (Views views = Views.open(file, log, bounds, (readModel, event, reason) -> {})) {
      assertTrue(views.await(log.position(), Duration.ofSeconds(30)));
      List<MessageRow> sent = traced(views, "CP3");
      assertEquals(1, sent.size());
      assertEquals("Reset", sent.getFirst().action(), "queued long before");
      assertEquals(100, traced(views, "CP1").size() + sent.size() + traced(views, "CP2").size());
      assertEquals(
          List.of(), new ViewVerifier(log).verify(file, folder), "as without passing over");
    }
  }

  /** More than wait to be entered in the list, and more than are kept. */
  @Test
  void aStationsMessagesAreAllListedWhereverTheyAreFoundByNow() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TraceBounds bounds = new TraceBounds(15_000, Duration.ofDays(1), 1 << 30);
    Path file = folder.resolve("listed.db");
    try (Views views = Views.open(file, log, bounds, (readModel, event, reason) -> {})) {
      for (int i = 0; i < 150; i++) {
        small("CP" + (2 + random.nextInt(3)), 1 + random.nextInt(300));
        if (random.nextInt(4) == 0) {
          assertTrue(views.await(log.position(), Duration.ofSeconds(30)));
        }
      }
      assertTrue(views.await(log.position(), Duration.ofSeconds(30)));
      List<Long> listed = new ArrayList<>();
      for (String station : List.of("CP1", "CP2", "CP3", "CP4")) {
        List<Long> own = new ArrayList<>();
        @Nullable String cursor = null;
        do {
          Page<MessageRow> page = views.messages().list(station, null, null, null, cursor, 700);
          page.items().forEach(row -> own.add(row.position()));
          cursor = page.next();
        } while (cursor != null);
        assertEquals(own.stream().sorted(Comparator.reverseOrder()).toList(), own, "seed " + seed);
        listed.addAll(own);
      }
      listed.sort(null);
      long last = log.position();
      assertEquals(
          LongStream.rangeClosed(last - listed.size() + 1, last).boxed().toList(),
          listed,
          "the latest without a gap, seed " + seed);
      assertTrue(
          listed.size() > 14_800 && listed.size() <= 15_000, listed.size() + ", seed " + seed);
      assertEquals(List.of(), new ViewVerifier(log).verify(file, folder), "seed " + seed);
    }
  }

  private static List<MessageRow> traced(Views views, String station) {
    return views.messages().list(station, null, null, null, null, 1_000).items();
  }

  private void small(String station, int count) {
    StationEvent[] events = new StationEvent[count];
    for (int i = 0; i < count; i++) {
      events[i] =
          new StationEvent.CallAnswered("m" + i, "Heartbeat", JsonView.EMPTY, JsonView.EMPTY, null);
    }
    happened(station, events);
  }

  private void calls() {
    StationEvent[] events = new StationEvent[CALLS];
    for (int i = 0; i < CALLS; i++) {
      events[i] =
          new StationEvent.CallAnswered(
              "m" + i,
              "DataTransfer",
              JsonView.object().put("data", "x".repeat(2_000)).build(),
              JsonView.EMPTY,
              null);
    }
    happened("CP1", events);
  }

  private void happened(String station, StationEvent... events) {
    StationLog stations = new StationLog(log, new EventCodec());
    List<NewEvent> batch = new ArrayList<>();
    for (StationEvent event : events) {
      batch.add(new NewEvent(event, T0.plusSeconds(batch.size()), Cause.NONE));
    }
    stations
        .append(new StationId(station), log.lastSequence(station), batch)
        .toCompletableFuture()
        .join();
  }

  /** How many exchanges are kept; the bounds are looked at once for each batch of events. */
  private int traced(TraceBounds bounds) throws Exception {
    try (Views views =
        Views.open(folder.resolve("views.db"), log, bounds, (readModel, event, reason) -> {})) {
      for (int batch = 0; batch < 40; batch++) {
        happened("CP2", new StationEvent.RegistrationDecided("Accepted", batch));
        assertTrue(views.await(log.position(), Duration.ofSeconds(30)));
      }
      int count = 0;
      @Nullable String cursor = null;
      do {
        Page<MessageRow> page = views.messages().list("CP1", null, null, null, cursor, 1_000);
        count += page.items().size();
        cursor = page.next();
      } while (cursor != null);
      return count;
    }
  }
}
