// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.SmartChargingEvent.ChargingProfileInstalled;
import dev.stationkeeper.station.event.SmartChargingEvent.ChargingProfilesCleared;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The charging profiles that a station is known to have, without their schedules: what it accepted
 * and what it reported. One of a transaction goes with it.
 *
 * @param all oldest first
 */
public record ChargingProfiles(List<Installed> all) implements Part {
  /** One more profile than this, and the oldest is forgotten; the station keeps it. */
  static final int LIMIT = 64;

  static final ChargingProfiles NONE = new ChargingProfiles(List.of());

  public ChargingProfiles {
    all = List.copyOf(all);
  }

  /**
   * A profile.
   *
   * @param place the EVSE; the connector under 1.6; 0 for the station
   * @param source {@code CSO} for ours
   */
  public record Installed(
      int id,
      String purpose,
      String kind,
      int stackLevel,
      int place,
      @Nullable String transactionId,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      String source) {

    static Installed of(ChargingProfileInstalled event) {
      return new Installed(
          event.profileId(),
          event.purpose(),
          event.kind(),
          event.stackLevel(),
          event.place(),
          event.transactionId(),
          event.validFrom(),
          event.validTo(),
          event.source());
    }

    /** True when both are of the same purpose, level and place. */
    boolean isInSlotOf(Installed other) {
      return purpose.equals(other.purpose)
          && stackLevel == other.stackLevel
          && place == other.place;
    }

    /** True when there is a time at which both are valid; an open end never comes. */
    boolean overlaps(Installed other) {
      return isBefore(validFrom, other.validTo) && isBefore(other.validFrom, validTo);
    }

    private static boolean isBefore(@Nullable Instant from, @Nullable Instant to) {
      return from == null || to == null || from.isBefore(to);
    }
  }

  /** The profile with that id. */
  public Optional<Installed> find(int id) {
    return all.stream().filter(known -> known.id() == id).findFirst();
  }

  @Override
  public ChargingProfiles after(StationEvent event, Instant at) {
    return switch (event) {
      case ChargingProfileInstalled e -> with(Installed.of(e));
      case ChargingProfilesCleared e -> without(e.profileIds());
      case TransactionEnded e ->
          without(
              all.stream()
                  .filter(known -> e.transactionId().equals(known.transactionId()))
                  .map(Installed::id)
                  .toList());
      default -> this;
    };
  }

  private ChargingProfiles with(Installed installed) {
    List<Installed> next =
        Stream.concat(
                all.stream().filter(known -> known.id() != installed.id()), Stream.of(installed))
            .toList();
    return new ChargingProfiles(next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }

  private ChargingProfiles without(List<Integer> ids) {
    return ids.isEmpty()
        ? this
        : new ChargingProfiles(all.stream().filter(known -> !ids.contains(known.id())).toList());
  }
}
