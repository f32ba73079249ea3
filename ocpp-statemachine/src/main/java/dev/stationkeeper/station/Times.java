// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.IsoTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as stations write them. */
public final class Times {
  private static final int NANOS = 9;

  private Times() {}

  /** The time at {@code path}; without a zone it is read as UTC; empty when it is no time. */
  public static Optional<Instant> read(JsonView from, String... path) {
    return from.string(path).flatMap(Times::parse);
  }

  private static Optional<Instant> parse(String given) {
    String text = withinNanos(given);
    try {
      return Optional.of(IsoTime.parse(text));
    } catch (DateTimeException zoned) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException local) {
        return Optional.empty();
      }
    }
  }

  /** RFC 3339 puts no end to the fraction; nanoseconds are the end of ours. */
  private static String withinNanos(String text) {
    int last = text.indexOf('.') + NANOS;
    int end = last + 1;
    while (last >= NANOS && end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return last < NANOS || end <= last + 1
        ? text
        : text.substring(0, last + 1) + text.substring(end);
  }
}
