// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import dev.stationkeeper.server.log.LogRecord;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a handler one station's events in the order in which it heard them then: what a CALL
 * reported and led to comes behind the question about it. That there was one is known only when its
 * answer comes, so what has a CALL as cause is held until then.
 */
final class PastEvents {
  /** More than a CALL leads to; what is beyond is told without waiting. */
  private static final int MOST_HELD = 256;

  private final ArrayDeque<LogRecord> held = new ArrayDeque<>();
  private @Nullable String lastAnswered;

  /** Takes an event that answers nothing. */
  void take(LogRecord event, Consumer<LogRecord> tell) {
    if (held.isEmpty() && event.cause().messageId() == null) {
      tell.accept(event);
      return;
    }
    held.addLast(event);
    if (held.size() > MOST_HELD) {
      tell.accept(held.removeFirst());
    }
  }

  /**
   * Takes the answer to a CALL.
   *
   * @param ask puts the question; does nothing when nobody is asked
   */
  void answered(LogRecord answer, String message, Runnable ask, Consumer<LogRecord> tell) {
    while (!held.isEmpty() && !isOf(held.getFirst(), message)) {
      tell.accept(held.removeFirst());
    }
    ask.run();
    while (!held.isEmpty()) {
      tell.accept(held.removeFirst());
    }
    tell.accept(answer);
    lastAnswered = message;
  }

  /** A CALL that waited behind another one is served under the cause of that one's answer. */
  private boolean isOf(LogRecord event, String message) {
    String cause = event.cause().messageId();
    return cause != null && (cause.equals(message) || cause.equals(lastAnswered));
  }
}
