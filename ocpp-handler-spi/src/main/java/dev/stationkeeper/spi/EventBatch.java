// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.util.List;

/** Some events of the log, in its order. Thread-safe. */
@DoNotImplement
public interface EventBatch {
  /** At least one. Unmodifiable. */
  List<LoggedEvent> events();

  /**
   * The events of this batch and of all before it are dealt with: the checkpoint moves behind them.
   * From any thread, also after {@link EventConsumer#onEvents} returned; never blocks. A second
   * time, and after the consumer was fenced or closed, it counts for nothing.
   */
  void acknowledge();
}
