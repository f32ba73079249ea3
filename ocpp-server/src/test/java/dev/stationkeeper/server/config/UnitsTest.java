// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000", "7d,604800000", "0s,0"})
  void aDurationIsReadAndWrittenInItsUnit(String text, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), Durations.parse(text));
    assertEquals(text, Durations.format(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"1B,1", "128KiB,131072", "2MiB,2097152", "3GiB,3221225472"})
  void aSizeIsReadAndWrittenInItsUnit(String text, long bytes) {
    assertEquals(Optional.of(new DataSize(bytes)), DataSize.parse(text));
    assertEquals(text, new DataSize(bytes).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "1 week", "10 KiBB", "99999999999999999s"})
  void aTextWithoutUnitIsNeither(String text) {
    assertTrue(Durations.parse(text).isEmpty());
    assertTrue(DataSize.parse(text).isEmpty());
  }
}
