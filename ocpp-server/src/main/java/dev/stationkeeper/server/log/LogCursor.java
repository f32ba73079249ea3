// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log that moves on as it is read. It sees what is on disk and nothing else; near
 * the log's end it takes it from memory. Not thread-safe.
 */
public final class LogCursor {
  private final Segments segments;
  private final @Nullable Recent recent;
  private final LogCounters counters;
  private long position;
  private long offset;
  private @Nullable Segment segment;
  private @Nullable SegmentScan scan;

  /**
   * A cursor behind {@code position}.
   *
   * @param recent null to read the files only
   */
  LogCursor(Segments segments, @Nullable Recent recent, LogCounters counters, long position) {
    this.segments = segments;
    this.recent = recent;
    this.counters = counters;
    this.position = position;
  }

  /** Position of the last event that was read, or where the cursor began. */
  public long position() {
    return position;
  }

  /**
   * The next events in order.
   *
   * @param atMost about how many
   * @return empty when there is no more at present
   */
  public List<LogRecord> next(int atMost) {
    Recent near = recent;
    if (near == null) {
      return read(atMost);
    }
    if (near.last() <= position) {
      return List.of();
    }
    List<LogRecord> latest = near.behind(position, atMost);
    if (latest.isEmpty()) {
      List<LogRecord> read = read(atMost);
      counters.toldFromFiles(read.size());
      return read;
    }
    counters.toldFromMemory(latest.size());
    position = latest.getLast().position();
    segment = null;
    scan = null;
    return latest;
  }

  /** From the files. */
  private List<LogRecord> read(int atMost) {
    List<LogRecord> events = new ArrayList<>();
    try {
      boolean more = true;
      while (more && events.size() < atMost) {
        more = step(events, atMost);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the event log behind " + position, e);
    }
    return events;
  }

  /** Reads on; false when this is the end for now. */
  private boolean step(List<LogRecord> events, int atMost) throws IOException {
    Segment present = segment;
    if (present == null) {
      Segment first = segments.holding(position + 1);
      if (first == null) {
        return false;
      }
      enter(first, first.index().offsetBefore(position + 1));
      return true;
    }
    Segment next = segments.after(present); // before the end is read: the end is then final
    long end = present.end();
    SegmentScan reader = scan;
    if (offset < end && reader != null) {
      offset =
          reader.walk(
              offset,
              end,
              (bytes, at, length, where) -> {
                if (Frames.position(bytes, at) + Frames.count(bytes, at) - 1 > position) {
                  Frames.decode(bytes, at, event -> add(event, events));
                }
                return events.size() < atMost;
              });
      return true;
    }
    if (next == null) {
      return false;
    }
    enter(next, SegmentHeader.LENGTH);
    return true;
  }

  private void add(LogRecord event, List<LogRecord> events) {
    if (event.position() > position) {
      events.add(event);
      position = event.position();
    }
  }

  private void enter(Segment into, long from) {
    segment = into;
    offset = from;
    scan = new SegmentScan(into.file(), into.path(), segments::damaged);
  }
}
