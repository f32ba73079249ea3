// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Reasons;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the specification wants of a charging profile, by itself and by what the station told. */
final class ProfileRules {
  private static final String RECURRING = "Recurring";
  private static final String RELATIVE = "Relative";
  private static final String START = "startSchedule";

  private ProfileRules() {}

  /** A profile that is to be set. */
  static Optional<String> set(Profile profile, OcppVersion version, StationLimits limits) {
    return shape(profile, version)
        .or(() -> place(profile, version))
        .or(() -> limits.fault(profile))
        .or(
            () ->
                version.isAtLeast(OcppVersion.V2_1)
                    ? V2xRules.fault(profile, limits.needs(profile))
                    : Optional.empty());
  }

  /** A profile in a remote start: of the transaction that is still to begin. */
  static Optional<String> started(Profile profile, OcppVersion version) {
    return new Reasons()
        .when(
            !profile.purpose().equals(Profile.TX),
            "The profile of a remote start has the purpose TxProfile (F01.FR.09; 1.6"
                + " RemoteStartTransaction)")
        .when(
            profile.transactionId() != null,
            "The profile of a remote start names no transaction: there is none yet (F01.FR.11; 1.6"
                + " RemoteStartTransaction)")
        .first()
        .or(() -> shape(profile, version));
  }

  private static Optional<String> place(Profile profile, OcppVersion version) {
    boolean is2x = version.isAtLeast(OcppVersion.V2_0_1);
    boolean isTx = profile.purpose().equals(Profile.TX);
    return new Reasons()
        .when(
            profile.isOfStation() && profile.place() != 0,
            "A maximum of the station is set at 0 (K01.FR.01; 1.6 ChargePointMaxProfile)")
        .when(
            profile.isOfStation() && profile.kind().equals(RELATIVE),
            "A maximum of the station is never Relative (K01.FR.38; 1.6 ChargePointMaxProfile)")
        .when(
            isTx && profile.place() <= 0,
            "A TxProfile is set for an EVSE or connector above 0 (K01.FR.16; 1.6 TxProfile)")
        .when(
            is2x && isTx && profile.transactionId() == null,
            "A TxProfile names its transaction (K01.FR.03)")
        .when(
            profile.purpose().equals("ChargingStationExternalConstraints"),
            "External constraints are not ours to set (K01.FR.22)")
        .first();
  }

  private static Optional<String> shape(Profile profile, OcppVersion version) {
    boolean is2x = version.isAtLeast(OcppVersion.V2_0_1);
    Reasons reasons =
        new Reasons()
            .when(
                profile.json().has("recurrencyKind") && !profile.kind().equals(RECURRING),
                "Only a Recurring profile has a recurrencyKind (1.6 and 2.x ChargingProfile)")
            .when(
                is2x && !profile.isDynamic() && profile.schedules().size() > 3,
                "A profile has at most three schedules (K15.FR.07)")
            .when(
                is2x && profile.schedules().size() > 1 && !profile.purpose().equals(Profile.TX),
                "More than one schedule is for an EV that asked for them, in a TxProfile"
                    + " (K01.FR.34)");
    profile.schedules().forEach(schedule -> schedule(reasons, profile, schedule, is2x));
    return reasons.first();
  }

  private static void schedule(Reasons reasons, Profile profile, JsonView schedule, boolean is2x) {
    List<Long> starts =
        Profile.periods(schedule).stream().map(p -> p.number("startPeriod").orElse(0)).toList();
    boolean ascending =
        IntStream.range(1, starts.size()).allMatch(i -> starts.get(i - 1) < starts.get(i));
    boolean fixed = profile.kind().equals("Absolute") || profile.kind().equals(RECURRING);
    reasons
        .when(
            !starts.isEmpty() && starts.getFirst() != 0,
            "The first period of a schedule starts at 0 (K01.FR.31; 1.6 ChargingSchedule)")
        .when(
            !ascending,
            "The periods of a schedule are in the order of their startPeriod (K01.FR.35)")
        .when(
            is2x && fixed && !schedule.has(START),
            "An Absolute or Recurring profile has a startSchedule (K01.FR.40)")
        .when(
            is2x && profile.kind().equals(RELATIVE) && schedule.has(START),
            "A Relative profile has no startSchedule (K01.FR.41)")
        .when(
            Profile.periods(schedule).stream()
                .anyMatch(p -> p.has("phaseToUse") && p.number("numberPhases").orElse(3) != 1),
            "phaseToUse is given only where numberPhases is 1 (K01.FR.19)");
  }

  /** What is to be cleared. */
  static Optional<String> clear(Command command) {
    JsonView wanted = command.payload();
    JsonView criteria = wanted.object("chargingProfileCriteria").orElse(JsonView.EMPTY);
    String purpose = criteria.string("chargingProfilePurpose").orElse("");
    return new Reasons()
        .when(
            !wanted.has("chargingProfileId") && criteria.isEmpty(),
            "A profile is cleared by its id, or by stackLevel, evseId or purpose (K10.FR.02)")
        .when(
            purpose.equals("ChargingStationExternalConstraints")
                || purpose.equals("LocalGeneration"),
            "Limits of others are not ours to clear (K10.FR.06)")
        .first();
  }

  /** What is to be reported. */
  static Optional<String> report(Command command) {
    return new Reasons()
        .when(
            command.payload().object("chargingProfile").orElse(JsonView.EMPTY).isEmpty(),
            "Profiles are asked for by ids, or by stackLevel, source or purpose (K09.FR.03)")
        .first();
  }
}
