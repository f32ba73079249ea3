// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.StationEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
  private static final StationId STATION = new StationId("CP1");

  @Test
  void aLineSaysWhenWhereWhichAndWhat() {
    assertEquals(
        "{\"at\":\"2026-11-22T10:00:00Z\",\"station\":\"CP1\",\"sequence\":7,"
            + "\"type\":\"ConnectionOpened\",\"event\":{\"connection\":3}}",
        new EventLines(true).of(STATION, event("ConnectionOpened", "{\"connection\":3}")));
  }

  @Test
  void tokensAreMaskedWhereverTheyStandAndMeterValuesAreNot() {
    String line =
        new EventLines(true)
            .of(
                STATION,
                event(
                    "CallAnswered",
                    "{\"idToken\":{\"value\":\"DEADBEEF\",\"type\":\"ISO14443\"},"
                        + "\"request\":{\"idTag\":\"CAFE12\"},"
                        + "\"samples\":[{\"value\":\"123456\"}]}"));
    assertFalse(line.contains("DEADBEEF"), line);
    assertFalse(line.contains("CAFE12"), line);
    assertTrue(line.contains("\"value\":\"***EF\""), line);
    assertTrue(line.contains("\"value\":\"123456\""), line);
  }

  @Test
  void maskingCanBeSwitchedOff() {
    assertTrue(
        new EventLines(false)
            .of(STATION, event("Any", "{\"idTag\":\"CAFE12\"}"))
            .contains("CAFE12"));
  }

  @Test
  void linesGoToTheEndOfAFileWhoseFolderIsMade(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("logs/events.jsonl");
    try (LineSink sink = LineSink.to(file)) {
      sink.write("{\"a\":1}");
    }
    try (LineSink sink = LineSink.to(file)) {
      sink.write("{\"b\":2}");
    }
    assertEquals(List.of("{\"a\":1}", "{\"b\":2}"), Files.readAllLines(file));
  }

  private static StationEvent event(String type, String payload) {
    StationEvent event = mock(StationEvent.class);
    when(event.type()).thenReturn(type);
    when(event.sequence()).thenReturn(7L);
    when(event.at()).thenReturn(Instant.parse("2026-11-22T10:00:00Z"));
    when(event.payload()).thenReturn(JsonView.parse(payload));
    return event;
  }
}
