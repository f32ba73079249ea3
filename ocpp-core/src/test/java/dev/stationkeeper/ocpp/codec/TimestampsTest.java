// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimestampsTest {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long END = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

  /** Against the JDK's own, which is slower and otherwise right. */
  @Test
  void writesAsTheJdkDoes() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      int nanos = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000_000);
      Instant at = Instant.ofEpochSecond(random.nextLong(FIRST, END), nanos);
      String text = Objects.requireNonNull(Timestamps.format(at), at::toString);
      assertEquals(at.truncatedTo(ChronoUnit.MILLIS).toString(), text, "seed " + seed);
      assertEquals(at.truncatedTo(ChronoUnit.MILLIS), Timestamps.parse(text), "seed " + seed);
    }
  }

  @Test
  void writesTheFirstAndTheLastMomentOfFourDigitYearsAndNoOther() {
    for (String text : List.of("0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z")) {
      assertEquals(text, Timestamps.format(Instant.parse(text)));
    }
    assertNull(Timestamps.format(Instant.ofEpochSecond(FIRST - 1)));
    assertNull(Timestamps.format(Instant.ofEpochSecond(END)));
  }
}
