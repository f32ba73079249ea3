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

  /**
   * An EV told what it needs (NotifyEVChargingNeeds).
   *
   * @param transactionId that ran at the EVSE; null when none was known
   * @param transfer the energy transfer that it wants, in the words of the specification
   * @param control ScheduledControl or DynamicControl; null when it was not told
   * @param maxTuples the most periods of a schedule that it keeps; null when it was not told
   * @param powers the limits of its power that it told, such as {@code maxChargePower_L2}
   */
  record EvNeedsTold(
      int evse,
      @Nullable String transactionId,
      String transfer,
      @Nullable String control,
      @Nullable Integer maxTuples,
      List<String> powers)
      implements SmartChargingEvent {
    public EvNeedsTold {
      powers = List.copyOf(powers);
    }
  }

  /** The station has these profiles no longer, after a ClearChargingProfile. */
  record ChargingProfilesCleared(List<Integer> profileIds) implements SmartChargingEvent {
    public ChargingProfilesCleared {
      profileIds = List.copyOf(profileIds);
    }
  }
}
