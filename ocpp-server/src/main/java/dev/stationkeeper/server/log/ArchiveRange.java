// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which segments go to an archive: those of which every event lies in the range.
 *
 * @param from the first event that may go; null for the first of all
 * @param before only events before that; null for no end
 * @param keep so many of the latest segments stay in any case, at least 1
 */
public record ArchiveRange(@Nullable LogPoint from, @Nullable LogPoint before, int keep) {
  /** Segments that stay when nothing is said. */
  public static final int USUALLY_KEPT = 8;

  public ArchiveRange {
    if (keep < 1) {
      throw new IllegalArgumentException("at least one segment stays: " + keep);
    }
  }

  /** All but the latest {@code keep}. */
  public static ArchiveRange keeping(int keep) {
    return new ArchiveRange(null, null, keep);
  }

  /**
   * A range as people say it.
   *
   * @param from as {@link LogPoint#parse} reads it; null or blank for none
   * @param keep null for 1 where a range is said, else for {@link #USUALLY_KEPT}
   * @throws IllegalArgumentException saying what is wrong
   */
  public static ArchiveRange of(
      @Nullable String from, @Nullable String before, @Nullable Integer keep) {
    LogPoint begin = point(from);
    LogPoint end = point(before);
    int usual = begin == null && end == null ? USUALLY_KEPT : 1;
    return new ArchiveRange(begin, end, keep == null ? usual : keep);
  }

  private static @Nullable LogPoint point(@Nullable String text) {
    return text == null || text.isBlank() ? null : LogPoint.parse(text.strip());
  }

  /** A segment without an event that can be read is in no range but the whole. */
  boolean holds(Segment segment) throws IOException {
    if (from == null && before == null) {
      return true;
    }
    Optional<Segment.Ends> ends = segment.ends();
    return ends.isPresent()
        && (from == null || from.reaches(ends.get().first()))
        && (before == null || !before.reaches(ends.get().last()));
  }
}
