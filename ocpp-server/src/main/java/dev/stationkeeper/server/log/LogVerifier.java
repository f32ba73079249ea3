// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads the whole log and says what is wrong with it. */
public final class LogVerifier {
  /** Most findings that are listed; all are counted. */
  private static final int LISTED = 1_000;

  private static final int STEP = 10_000;

  private final SegmentedLog log;

  /** Verifies {@code log}. */
  public LogVerifier(SegmentedLog log) {
    this.log = log;
  }

  /** Looks at every event as well, and says at the end what it found. */
  public interface Check {
    /** Looks at an event; what is wrong goes to {@code finding} with its position. */
    void look(LogRecord event, BiConsumer<Long, String> finding);

    /** All events were seen. */
    default void finish(BiConsumer<Long, String> finding) {}
  }

  /**
   * What was found.
   *
   * @param findings the first thousand
   * @param problems how many there are
   */
  public record Report(
      long events, long streams, long problems, List<Finding> findings, List<Damage> damages) {
    /** True when nothing is wrong. */
    public boolean isClean() {
      return problems == 0 && damages.isEmpty();
    }
  }

  /** Something that is wrong, at or before a position. */
  public record Finding(long position, String what) {}

  /** Reads everything that is on disk when it is called. Blocks. */
  public Report verify(List<Check> checks) {
    Walk walk = new Walk();
    LogCursor cursor = log.fileCursor(0);
    long end = log.position();
    while (cursor.position() < end) {
      List<LogRecord> events = cursor.next(STEP);
      if (events.isEmpty()) {
        break;
      }
      for (LogRecord event : events) {
        walk.look(event);
        checks.forEach(check -> check.look(event, walk::found));
      }
    }
    checks.forEach(check -> check.finish(walk::found));
    return new Report(
        walk.events, walk.sequences.size(), walk.problems, walk.findings, log.damages());
  }

  /** Numbers without gaps, positions that rise. */
  private static final class Walk {
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long problems;
    private long events;
    private long position;

    void look(LogRecord event) {
      events++;
      if (event.position() != position + 1) {
        found(event.position(), "the position before is " + position);
      }
      position = event.position();
      long before = sequences.getOrDefault(event.stream(), 0L);
      if (event.sequence() != before + 1) {
        found(
            event.position(),
            event.stream() + " goes from sequence number " + before + " to " + event.sequence());
      }
      sequences.put(event.stream(), event.sequence());
    }

    void found(long at, String what) {
      problems++;
      if (findings.size() < LISTED) {
        findings.add(new Finding(at, what));
      }
    }
  }
}
