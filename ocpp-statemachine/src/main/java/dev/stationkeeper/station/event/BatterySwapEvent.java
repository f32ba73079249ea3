// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.util.List;

/** Batteries that went into a station and out of it (2.1, block S). */
public sealed interface BatterySwapEvent extends BlockEvent {
  /**
   * Batteries were put in, taken out, or left behind.
   *
   * @param eventType BatteryIn, BatteryOut or BatteryOutTimeout
   * @param requestId ties what came in to what went out
   * @param serialNumbers of the batteries
   */
  record BatteriesSwapped(
      String eventType, int requestId, IdToken idToken, List<String> serialNumbers)
      implements BatterySwapEvent {
    public BatteriesSwapped {
      serialNumbers = List.copyOf(serialNumbers);
    }
  }
}
