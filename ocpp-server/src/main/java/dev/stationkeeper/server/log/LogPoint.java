// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log that somebody names: an event by its position, or a time.
 *
 * @param position used when there is no time
 */
public record LogPoint(long position, @Nullable Instant time) {
  /**
   * Reads digits as a position and anything else as a time.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static LogPoint parse(String text) {
    try {
      return text.matches("\\d{1,18}")
          ? new LogPoint(Long.parseLong(text), null)
          : new LogPoint(0, Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "neither a position nor a time in UTC like 2026-01-31T00:00:00Z: " + text, e);
    }
  }

  /** True when the event is behind this place, or at it. */
  boolean reaches(LogRecord event) {
    return time == null ? event.position() >= position : !event.at().isBefore(time);
  }

  @Override
  public String toString() {
    return time == null ? Long.toString(position) : time.toString();
  }
}
