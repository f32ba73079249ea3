// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or was. Kept as JSON by its members' names; times are milliseconds since
 * 1970. Confined to the {@link Board}.
 */
final class Condition {
  String severity;
  final @Nullable String station;
  String text;

  /** From when on it is worth an alarm: a station may be away for a while. */
  long due;

  /** When it was over; null while it lasts. Of what happens in a moment, when it counts as over. */
  @Nullable Long over;

  /** When it began, the last times: what comes and goes too often is flapping. */
  List<Long> beginnings = new ArrayList<>(1);

  boolean flapping;

  /** True when the log says that the alarm is open. */
  boolean open;

  /** True when the open alarm says what is no longer so. */
  boolean stale;

  /** It was asked to be opened or closed; until when to wait before it is asked again. */
  transient long askedUntil;

  Condition(String severity, @Nullable String station, String text) {
    this.severity = severity;
    this.station = station;
    this.text = text;
  }

  /** True when it is wrong at that time, and long enough. */
  boolean holds(long now) {
    Long end = over;
    return due <= now && (end == null || now < end);
  }

  /** True when it has been over for that long. */
  boolean isOver(long now, long quiet) {
    Long end = over;
    return end != null && now >= end + quiet;
  }
}
