// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which charging profiles a station has. */
public sealed interface SmartChargingEvent extends BlockEvent {
  /**
   * The station took a charging profile, or reported that it has one.
   *
   * @param place the EVSE; the connector under 1.6; 0 for the station
   * @param transactionId whose profile it is; null for one of no transaction
   * @param source {@code CSO} for ours, else whoever the station names
   */
  record ChargingProfileInstalled(
      int profileId,
      String purpose,
      String kind,
      int stackLevel,
      int place,
      @Nullable String transactionId,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      String source)
      implements SmartChargingEvent {}

  /** The station has these profiles no longer, after a ClearChargingProfile. */
  record ChargingProfilesCleared(List<Integer> profileIds) implements SmartChargingEvent {
    public ChargingProfilesCleared {
      profileIds = List.copyOf(profileIds);
    }
  }
}
