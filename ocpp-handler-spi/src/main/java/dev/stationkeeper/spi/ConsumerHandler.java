// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.util.Optional;

/**
 * A plugin that follows the log: it is told the durable events of all stations, in batches, and
 * holds a checkpoint that survives restarts. Declared with {@link OcppHandlerInfo#role} {@link
 * OcppHandlerInfo#CONSUMER}. For exports, alarms, analytics: whatever must not miss an event.
 *
 * <p>It has no part in any station: {@link #open} is never called, and however slow it is, no
 * station waits. A plugin that also decides is two handlers in one jar.
 *
 * <p><b>Order.</b> {@link #start}, {@link #openConsumer}, then the batches; {@link #close} last.
 */
@Implementable
public interface ConsumerHandler extends OcppHandler {
  /**
   * Makes the object that takes the events. Called after {@link #start}, under its deadline, and
   * again after a crash of the object before it, which has been fenced by then.
   *
   * @return a new object, never null
   * @throws Exception of any kind; counts as a crash. At the start of a swap it rolls the swap back
   */
  EventConsumer openConsumer() throws Exception;

  /**
   * Where it begins when it has no checkpoint: at the first event of the log, or behind the last.
   * Asked once per load, after {@link #start}.
   */
  default boolean wantsHistory() {
    return true;
  }

  /** Never called. */
  @Override
  default StationHandler open(StationContext station, Optional<Snapshot> restored) {
    throw new UnsupportedOperationException("A consumer serves no station");
  }
}
