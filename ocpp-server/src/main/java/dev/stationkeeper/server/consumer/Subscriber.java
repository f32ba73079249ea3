// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.server.log.LogRecord;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link Follower} feeds: events in the order of the log, each at least once. Called from
 * one thread at a time.
 */
public interface Subscriber {
  /** A name for people and metrics, the same over restarts. */
  String name();

  /**
   * How long events may come together before they are given, once those that waited were: fewer and
   * larger batches under load, nothing lost when it is quiet. Who waits for a position ends it, and
   * so do thousands that wait.
   */
  default Duration gathers() {
    return Duration.ZERO;
  }

  /** Position of the last event that need not come again, as it was when the process began. */
  long checkpoint() throws Exception;

  /**
   * Takes the events and moves the checkpoint behind them, both or neither where that can be had.
   * After a failure the same events come again.
   */
  void accept(List<LogRecord> events) throws Exception;

  /**
   * Puts an event aside that {@link #accept} refused as often as the {@link PoisonPolicy} allows,
   * for people to look at, and moves the checkpoint behind it.
   */
  void park(LogRecord event, String reason) throws Exception;
}
