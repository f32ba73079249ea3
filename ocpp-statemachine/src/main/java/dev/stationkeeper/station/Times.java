// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as stations write them. */
public final class Times {
  /** RFC 3339 puts no end to the fraction; nanoseconds are the end of ours. */
  private static final Pattern BEYOND_NANOS = Pattern.compile("(\\.\\d{9})\\d+");

  private Times() {}

  /** The time at {@code path}; without a zone it is read as UTC; empty when it is no time. */
  public static Optional<Instant> read(JsonView from, String... path) {
    return from.string(path).flatMap(Times::parse);
  }

  private static Optional<Instant> parse(String given) {
    String text = BEYOND_NANOS.matcher(given).replaceFirst("$1");
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException zoned) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException local) {
        return Optional.empty();
      }
    }
  }
}
