// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A part of what is known of the system: a fold of some types of system events that can be said
 * again in fewer of them. That is its snapshot, so that it needs no format of its own.
 */
public interface SystemPart {
  /** The types that it takes, as the log names them. */
  Set<String> types();

  /**
   * Takes an event that is on disk, or about to be.
   *
   * @param at when it was appended
   */
  void apply(SystemEvent event, Instant at);

  /**
   * Tells events that lead a fresh part to what this one knows, in an order that does. Their number
   * depends on what is known, not on how it came about.
   */
  void condensed(BiConsumer<SystemEvent, Instant> to);
}
