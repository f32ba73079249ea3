// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  private static final List<String> ALL =
      List.of("at", "station", "sequence", "type", "by", "replayed", "event");

  private static String line(EventLines lines, LoggedEvent event) {
    StringBuilder text = new StringBuilder();
    lines.append(event, text);
    return text.toString();
  }

  @Test
  void aLineSaysWhenWhereWhichAndWhat() {
    LoggedEvent event = event("ConnectionOpened", "{\"connection\":3}");
    when(event.replayed()).thenReturn(true);
    assertEquals(
        "{\"position\":9,\"at\":\"2026-11-22T10:00:00Z\",\"station\":\"CP1\",\"sequence\":7,"
            + "\"type\":\"ConnectionOpened\",\"by\":\"ada\",\"replayed\":true,"
            + "\"event\":{\"connection\":3}}\n",
        line(new EventLines(ALL, true, false), event));
  }

  @Test
  void fieldsAreSelectableAlsoOfTheEvent() {
    assertEquals(
        "{\"position\":9,\"type\":\"Any\",\"status\":\"Faulted\"}\n",
        line(
            new EventLines(List.of("type", "event.status", "event.missing"), true, false),
            event("Any", "{\"connector\":1,\"status\":\"Faulted\"}")));
  }

  @Test
  void tokensAreMaskedWhereverTheyStandAndMeterValuesAreNot() {
    String line =
        line(
            new EventLines(ALL, true, true),
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
    EventLines open = new EventLines(ALL, false, true);
    assertTrue(line(open, event("Any", "{\"idTag\":\"CAFE12\"}")).contains("CAFE12"));
  }

  @Test
  void whatAStationWroteOverSeveralLinesIsOneLine() {
    String line = line(new EventLines(ALL, true, false), event("Any", "{\n\"a\":\r\n1}"));
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertTrue(line.contains("\"event\":{\"a\":1}"), line);
  }

  private static LoggedEvent event(String type, String payload) {
    LoggedEvent event = mock(LoggedEvent.class);
    when(event.position()).thenReturn(9L);
    when(event.station()).thenReturn(Optional.of(new StationId("CP1")));
    when(event.by()).thenReturn(Optional.of("ada"));
    when(event.type()).thenReturn(type);
    when(event.sequence()).thenReturn(7L);
    when(event.at()).thenReturn(Instant.parse("2026-11-22T10:00:00Z"));
    when(event.payload()).thenReturn(JsonView.parse(payload));
    return event;
  }
}
