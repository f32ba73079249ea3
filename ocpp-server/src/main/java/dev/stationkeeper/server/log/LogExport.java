// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes the log as JSON lines, one event each, in the order of the log. */
public final class LogExport {
  private static final int STEP = 5_000;

  private final SegmentedLog log;

  /** Exports {@code log}. */
  public LogExport(SegmentedLog log) {
    this.log = log;
  }

  /**
   * Writes what is on disk when it is called.
   *
   * @param after only events behind that position: give it the result of an export that was broken
   *     off to go on
   * @return position of the last event that was written, or {@code after}
   */
  public long write(long after, Writer out) throws IOException {
    long end = log.position();
    LogCursor cursor = log.cursor(after);
    long written = after;
    while (cursor.position() < end) {
      List<LogRecord> events = cursor.next(STEP);
      if (events.isEmpty()) {
        break;
      }
      for (LogRecord event : events) {
        out.write(JsonLine.write(event));
        out.write('\n');
        written = event.position();
      }
    }
    out.flush();
    return written;
  }
}
