// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Reasons;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What 2.1 adds to the rules of a charging profile: dynamic control and discharging. */
final class V2xRules {
  private static final String LIMIT = "limit";
  private static final String DISCHARGE = "dischargeLimit";
  private static final String SETPOINT = "setpoint";
  private static final String REACTIVE = "setpointReactive";
  private static final List<String> PHASED = List.of(LIMIT, DISCHARGE, SETPOINT, REACTIVE);

  private V2xRules() {}

  static Optional<String> fault(Profile profile) {
    Reasons reasons =
        new Reasons()
            .when(
                profile.isDynamic()
                    && (profile.schedules().size() != 1 || profile.periods().size() != 1),
                "A Dynamic profile has one schedule with one period (K28.FR.01)")
            .when(
                profile.purpose().equals("PriorityCharging")
                    && profile.schedules().stream().anyMatch(s -> s.has("duration")),
                "A PriorityCharging profile has no duration (K01.FR.73)");
    profile.periods().forEach(period -> period(reasons, profile, period));
    profile.schedules().forEach(schedule -> unit(reasons, schedule));
    return reasons.first();
  }

  private static void period(Reasons reasons, Profile profile, JsonView period) {
    PHASED.forEach(
        field ->
            reasons
                .when(
                    hasPhases(period, field) && !period.has(field),
                    "Values of L2 and L3 are given together with that of L1 (K01.FR.145)")
                .when(
                    hasPhases(period, field) && !profile.purpose().equals(Profile.TX),
                    "Values of L2 and L3 are for a TxProfile only (K01.FR.143)"));
    switch (period.string("operationMode").orElse("ChargingOnly")) {
      case "ChargingOnly" ->
          reasons.when(
              has(period, DISCHARGE, SETPOINT, REACTIVE),
              "ChargingOnly has no dischargeLimit and no setpoint (Q02.FR.01, Q02.FR.02)");
      case "CentralSetpoint" ->
          reasons.when(
              !period.has(SETPOINT) || has(period, LIMIT, DISCHARGE),
              "CentralSetpoint has a setpoint and no limits (Q03.FR.01, Q03.FR.02)");
      case "CentralFrequency" ->
          reasons.when(
              !profile.isDynamic() || has(period, LIMIT, DISCHARGE),
              "CentralFrequency is a Dynamic profile without limits (Q07.FR.02, Q07.FR.03)");
      case "LocalFrequency" ->
          reasons.when(
              !period.has("v2xBaseline")
                  || period.objects("v2xFreqWattCurve").size() < 2
                  || has(period, LIMIT, SETPOINT),
              "LocalFrequency has a v2xBaseline and a v2xFreqWattCurve of two points or more, and"
                  + " no limit or setpoint (Q08.FR.01, Q08.FR.02)");
      default -> {
        // modes without rules of their own
      }
    }
  }

  private static void unit(Reasons reasons, JsonView schedule) {
    reasons.when(
        Profile.periods(schedule).stream()
                .anyMatch(p -> p.string("operationMode").orElse("").equals("LocalFrequency"))
            && !schedule.string("chargingRateUnit").orElse("").equals("W"),
        "LocalFrequency is given in W (Q08.FR.05)");
  }

  private static boolean hasPhases(JsonView period, String field) {
    return has(period, field + "_L2", field + "_L3");
  }

  private static boolean has(JsonView period, String... fields) {
    return Stream.of(fields).anyMatch(period::has);
  }
}
