// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.Optional;

/**
 * How the state of a stream follows from its events, and how it lies in a snapshot. Thread-safe.
 *
 * @param <S> an immutable state, equal when nothing differs
 */
public interface Fold<S> {
  /** Before the first event. */
  S initial(String stream);

  /** After {@code event}. */
  S evolve(S state, LogRecord event);

  /** Raised whenever {@link #write} changes: older snapshots are then passed over. */
  int version();

  /** The state as text. */
  String write(S state);

  /** Number of the last connection in the state. */
  long connection(S state);

  /**
   * The state that {@link #write} wrote; empty when another build wrote it in another shape, or it
   * is damaged.
   */
  Optional<S> read(String stream, String text);
}
