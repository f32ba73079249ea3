// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Against the JDK's own, which is slower and otherwise right. */
class IsoTimeTest {
  private static final long FIRST = Instant.parse("-0001-01-01T00:00:00Z").getEpochSecond();
  private static final long END = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();
  private static final int[] UNITS = {1_000_000_000, 100_000_000, 1_000_000, 1_000, 10, 1};

  @Test
  void writesAndReadsAsTheJdkDoes() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      int unit = UNITS[random.nextInt(UNITS.length)];
      int nanos = random.nextInt(1_000_000_000 / unit) * unit;
      Instant at = Instant.ofEpochSecond(random.nextLong(FIRST, END), nanos);
      assertEquals(at.toString(), IsoTime.format(at), "seed " + seed);
      assertEquals(at, IsoTime.parse(at.toString()), "seed " + seed);
    }
  }

  @Test
  void atTheEdges() {
    for (String text :
        List.of(
            "0000-01-01T00:00:00Z",
            "-0001-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999Z",
            "+10000-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.000000001Z",
            "2024-02-29T12:00:00.001Z")) {
      assertEquals(text, IsoTime.format(Instant.parse(text)));
      assertEquals(Instant.parse(text), IsoTime.parse(text));
    }
  }

  /** Taken or refused as the JDK does it, whichever of the two. */
  @Test
  void whateverIsWrittenOtherwise() {
    for (String text :
        List.of(
            "2026-11-25T10:00:00+01:00",
            "2026-11-25t10:00:00z",
            "2026-11-25T10:00:00.1Z",
            "2026-11-25T10:00:00.12345678Z",
            "2026-11-25T10:00:00.000000000Z",
            "2026-11-25T10:00:00.1234567891Z",
            "2026-11-25T10:00:00.Z",
            "2026-11-25T10:00:00,5Z",
            "2026-11-25T10:00Z",
            "2026-11-25T24:00:00Z",
            "2026-11-25T24:00:01Z",
            "2026-12-31T23:59:60Z",
            "2026-11-25T10:60:00Z",
            "2026-02-29T10:00:00Z",
            "2026-13-01T10:00:00Z",
            "2026-00-01T10:00:00Z",
            "2026-11-25 10:00:00Z",
            "2026/11/25T10:00:00Z",
            "2026-11-25T10:00:00",
            "202a-11-25T10:00:00Z",
            "2026-11-25T1\u0664:00:00Z",
            "Z",
            "")) {
      assertEquals(outcome(text, Instant::parse), outcome(text, IsoTime::parse), text);
    }
  }

  private static String outcome(String text, Function<String, Instant> reader) {
    try {
      return reader.apply(text).toString();
    } catch (DateTimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
