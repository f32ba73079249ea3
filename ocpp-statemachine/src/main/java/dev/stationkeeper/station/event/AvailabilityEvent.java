// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import org.jspecify.annotations.Nullable;

/** What operators wanted of a station's availability, and it agreed to. */
public sealed interface AvailabilityEvent extends BlockEvent {
  /**
   * The station has taken a ChangeAvailability into effect. It outlives reboots (G03.FR.08; 1.6
   * ChangeAvailability).
   *
   * @param evse null for the whole station, and under 1.6
   * @param connector null for the whole EVSE or station
   */
  record AvailabilityChanged(@Nullable Integer evse, @Nullable Integer connector, boolean operative)
      implements AvailabilityEvent {}
}
