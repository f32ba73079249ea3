// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as stations write them. */
class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-25T10:00:00Z,2026-11-25T10:00:00Z",
    "2026-11-25T10:00:00.5Z,2026-11-25T10:00:00.500Z",
    "2026-11-25T10:00:00.123456789Z,2026-11-25T10:00:00.123456789Z",
    "2026-11-25T10:00:00.1234567891234Z,2026-11-25T10:00:00.123456789Z",
    "2026-11-25T12:00:00.1234567891+02:00,2026-11-25T10:00:00.123456789Z",
    "2026-11-25T10:00:00.1234567891,2026-11-25T10:00:00.123456789Z",
    "2026-11-25T10:00:00,2026-11-25T10:00:00Z",
    "2016-12-31T23:59:60Z,2016-12-31T23:59:59Z",
  })
  void isReadAsFarAsAnInstantGoes(String text, Instant read) {
    assertEquals(Optional.of(read), Times.read(view(text), "timestamp"));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-13-25T10:00:00Z", "2026-11-25", "10:00"})
  void whatIsNoTimeIsNone(String text) {
    assertEquals(Optional.empty(), Times.read(view(text), "timestamp"));
  }

  private static JsonView view(String text) {
    return JsonView.object().put("timestamp", text).build();
  }
}
