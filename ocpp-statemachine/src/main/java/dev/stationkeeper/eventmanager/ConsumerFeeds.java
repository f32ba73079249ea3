// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

/** Feeds the consumers among the handlers from the log. Thread-safe. */
@FunctionalInterface
public interface ConsumerFeeds {
  /** No log, no events. */
  ConsumerFeeds NONE = port -> Runnable::run;

  /** Begins to feed the consumer behind its checkpoint. Never blocks. */
  Feed begin(ConsumerPort port);

  /** The feeding of one load of a consumer. */
  @FunctionalInterface
  interface Feed {
    /**
     * Gives no further batch; never blocks.
     *
     * @param ended called once when the batch in hand is over and the consumer was closed
     */
    void stop(Runnable ended);
  }
}
