// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.spi.RetryLaterException;
import java.util.List;

/**
 * Where batches go. One for each consumer; {@link #send} is never called side by side, {@link
 * #close} may come while one is under way and ends it.
 */
public interface RecordSink extends AutoCloseable {
  /**
   * Sends a batch and returns when it is safe. It takes at most about thirty seconds: two of them
   * have to fit into the minute that a consumer has.
   *
   * @param batch at least one, in the order of the log. After a {@link RetryLaterException} the
   *     same list comes again, so a sink may remember what of it has left
   * @throws RetryLaterException when the sink is away, and no record is to blame
   * @throws Exception of any other kind when a record is to blame
   */
  void send(List<AnalyticsRecord> batch) throws Exception;

  /** What a record counts towards the bytes of a batch. */
  default int weight(AnalyticsRecord record) {
    return record.weight();
  }

  /** Lets go of what it holds, at once. A second time it does nothing. */
  @Override
  void close();
}
