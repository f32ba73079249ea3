// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.SmartChargingEvent.EvNeedsTold;
import dev.stationkeeper.station.provisioning.Configuration;
import dev.stationkeeper.station.smartcharging.ChargingProfiles.Installed;
import java.util.Objects;
import java.util.Optional;

/**
 * What a profile may not be at this station: beyond the limits that it told of itself, or beside
 * another profile that it is known to have. What the station did not tell is its to judge.
 */
record StationLimits(StationState state, OcppVersion version) {
  private static final String COMPONENT = "SmartChargingCtrlr";

  Optional<String> fault(Profile profile) {
    int most =
        version.equals(OcppVersion.V1_6)
            ? told("ChargingScheduleMaxPeriods")
            : told("PeriodsPerSchedule");
    int level =
        version.equals(OcppVersion.V1_6)
            ? told("ChargeProfileMaxStackLevel")
            : told("ProfileStackLevel");
    int external = external();
    Reasons reasons =
        new Reasons()
            .when(
                profile.schedules().stream().anyMatch(s -> Profile.periods(s).size() > most),
                "The station takes at most "
                    + most
                    + " periods in a schedule (K01, PeriodsPer"
                    + "Schedule; 1.6 ChargingScheduleMaxPeriods)")
            .when(
                profile.stackLevel() > level,
                "The station's highest stack level is "
                    + level
                    + " (K01, ProfileStackLevel; 1.6"
                    + " ChargeProfileMaxStackLevel)")
            .when(
                profile.id() <= external,
                "Profile ids up to " + external + " are for external constraints (K01.FR.80)")
            .when(
                !switchesPhases() && profile.periods().stream().anyMatch(p -> p.has("phaseToUse")),
                "The station told that it cannot choose a phase, so there is no phaseToUse"
                    + " (K01.FR.20)");
    tuples(reasons, profile);
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      neighbours(reasons, profile);
    }
    return reasons.first();
  }

  /** What the EV there told of itself. */
  Optional<EvNeedsTold> needs(Profile profile) {
    return state.parts().get(EvNeeds.class).at(profile.place());
  }

  /** What the EV said that it can keep of a schedule, while it waits for one. */
  private void tuples(Reasons reasons, Profile profile) {
    EvFlow.tuples(state, profile.place())
        .ifPresent(
            most ->
                reasons.when(
                    profile.purpose().equals(Profile.TX)
                        && profile.schedules().stream()
                            .anyMatch(s -> Profile.periods(s).size() > most),
                    "The EV takes at most " + most + " periods in a schedule (K15.FR.07)"));
  }

  private void neighbours(Reasons reasons, Profile profile) {
    Installed wanted = Installed.of(profile.installed(profile.transactionId(), Profile.OURS));
    for (Installed known : state.parts().get(ChargingProfiles.class).all()) {
      boolean inSlot = known.id() != wanted.id() && known.isInSlotOf(wanted);
      boolean isTx = wanted.purpose().equals(Profile.TX);
      reasons
          .when(
              inSlot && !isTx && known.overlaps(wanted),
              "Profile "
                  + known.id()
                  + " has the same purpose, stack level and EVSE at that time:"
                  + " clear it or use its id (K01.FR.06)")
          .when(
              inSlot && isTx && Objects.equals(known.transactionId(), wanted.transactionId()),
              "Profile "
                  + known.id()
                  + " of the transaction has the same stack level: clear it or"
                  + " use its id (K01.FR.39)");
    }
  }

  private boolean switchesPhases() {
    return !value("ACPhaseSwitchingSupported").orElse("").equalsIgnoreCase("false");
  }

  private int external() {
    return value("MaxExternalConstraintsId").flatMap(StationLimits::number).orElse(-1);
  }

  private int told(String variable) {
    return value(variable).flatMap(StationLimits::number).orElse(Integer.MAX_VALUE);
  }

  private Optional<String> value(String variable) {
    Configuration known = state.parts().get(Configuration.class);
    return version.equals(OcppVersion.V1_6)
        ? known.value(variable)
        : known.value(COMPONENT, variable, null);
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text.trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
