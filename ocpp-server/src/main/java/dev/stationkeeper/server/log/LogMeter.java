// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

/** Hears how long the log's disk takes. Called by the one thread that writes: must not block. */
public interface LogMeter {
  /** Hears of nothing. */
  LogMeter NONE = new LogMeter() {};

  /** The disk was waited for once (fsync), for a whole group of batches. */
  default void forced(long nanos) {}

  /**
   * A group of batches is durable.
   *
   * @param nanos how long the batch that waited longest has waited, from its append
   */
  default void appended(int batches, int events, long nanos) {}
}
