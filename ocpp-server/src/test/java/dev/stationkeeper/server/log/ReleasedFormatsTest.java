// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads a log of every released format. The files were written by another program from the
 * description of the layout in {@link Frames} and {@link SegmentHeader}; they are never made again.
 */
class ReleasedFormatsTest {
  private static final String FILE = "0000000000000000001.log";

  @TempDir Path folder;

  @Test
  void format1IsReadAndGoneOnWith() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/log-format-1/" + FILE)) {
      Files.copy(Objects.requireNonNull(in), folder.resolve(FILE));
    }
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder))) {
      assertTrue(log.damages().isEmpty());
      List<LogRecord> events = LogFixture.all(log);
      assertEquals(
          new LogRecord(
              2,
              "CP-1",
              2,
              Instant.ofEpochSecond(1_767_323_046L),
              new Cause(7, "m-1", null, "sample#1"),
              "BootNotified",
              1,
              "{\"vendor\":\"Größe\",\"model\":\"M\"}"),
          events.get(1));
      List<StationEvent> typed = new ArrayList<>();
      new StationLog(log, new EventCodec())
          .read(new dev.stationkeeper.ocpp.StationId("CP-1"), 0, e -> typed.add(e.event()));
      assertEquals(
          List.of(
              new StationEvent.ConnectionOpened(7, "1.6", "10.0.0.1"),
              new StationEvent.BootNotified("Größe", "M", null, null, null, null, null)),
          typed);
      assertEquals(
          Optional.of(new SystemEvent.TokenRemoved("x")), SystemLog.typed(events.getLast()));
      assertEquals(4, LogFixture.append(log, "CP-1", 2, LogFixture.entry(1)));
    }
  }
}
