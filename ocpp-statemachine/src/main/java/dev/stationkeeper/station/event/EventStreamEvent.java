// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import org.jspecify.annotations.Nullable;

/** Periodic event streams of a station (2.1, N11 to N15). */
public sealed interface EventStreamEvent extends BlockEvent {
  /**
   * A stream was opened, or its rate was changed.
   *
   * @param monitorId the monitor whose values it carries; its messages do not tell (N15.FR.03)
   * @param interval seconds between messages; null when the number of values decides
   * @param values in a message; null when the interval decides
   */
  record EventStreamOpened(
      int streamId, int monitorId, @Nullable Integer interval, @Nullable Integer values)
      implements EventStreamEvent {}

  /** A stream was closed by the station (N13). */
  record EventStreamClosed(int streamId) implements EventStreamEvent {}
}
