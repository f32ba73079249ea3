// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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

  /**
   * The types of events that it wants; the others are passed over and need no acknowledgement. The
   * empty set: none, it has nothing to do with its present settings; it is not fed then and costs
   * nothing, and its checkpoint stays where it is. Asked once per load, after {@link #start}.
   *
   * @return empty for all, which is the default
   * @since SPI 1.1
   */
  default Optional<Set<String>> wantedTypes() {
    return Optional.empty();
  }

  /**
   * Where it begins when it keeps its own place together with what it makes of the events: behind
   * that position, whatever was acknowledged. 0 is the first event of the log, so a read model of
   * another version is made anew; what was given before comes marked {@link
   * StationEvent#replayed()}. A position beyond the end of the log is refused, for it is another
   * log's: the handler is quarantined. Asked once per load, after {@link #start}; at a swap the
   * load before is still at work then, so what comes twice has to be passed over by its position.
   *
   * @return empty when the server's checkpoint counts, which is the default
   * @since SPI 1.1
   */
  default OptionalLong beginsBehind() {
    return OptionalLong.empty();
  }

  /** Never called. */
  @Override
  default StationHandler open(StationContext station, Optional<Snapshot> restored) {
    throw new UnsupportedOperationException("A consumer serves no station");
  }
}
