// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.log.LogCursor;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Where in a log the trace may begin when it is made again: what lies before would be written only
 * to be deleted, for as many exchanges come behind it as are kept.
 */
final class TraceBegin {
  /** Each is an exchange in the trace; a command that is sent may be, and is not counted. */
  private static final Set<String> EXCHANGES =
      Set.of("CallAnswered", "SendReceived", "FrameRejected");

  private static final int STEP = 10_000;

  private final SegmentedLog log;
  private final TraceBounds bounds;

  TraceBegin(SegmentedLog log, TraceBounds bounds) {
    this.log = log;
    this.bounds = bounds;
  }

  /** Some of the log's events. */
  private record Step(long end, long exchanges) {}

  /** Nothing up to that position is kept; 0 when that is not known. Blocks: reads the log once. */
  long position() {
    if (log.position() <= bounds.messages()) {
      return 0;
    }
    Deque<Step> steps = new ArrayDeque<>();
    long behind = 0;
    long nothing = 0;
    LogCursor cursor = log.cursor(0);
    for (List<LogRecord> events = cursor.next(STEP);
        !events.isEmpty();
        events = cursor.next(STEP)) {
      long exchanges = events.stream().filter(e -> EXCHANGES.contains(e.type())).count();
      steps.add(new Step(cursor.position(), exchanges));
      behind += exchanges;
      while (behind - steps.getFirst().exchanges() >= bounds.messages()) {
        Step first = steps.removeFirst();
        behind -= first.exchanges();
        nothing = first.end();
      }
    }
    return nothing;
  }
}
