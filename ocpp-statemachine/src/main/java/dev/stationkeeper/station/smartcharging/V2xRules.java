// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.event.SmartChargingEvent.EvNeedsTold;
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

  static Optional<String> fault(Profile profile, Optional<EvNeedsTold> needs) {
    List<String> powers = needs.map(EvNeedsTold::powers).orElse(List.of());
    Reasons reasons =
        new Reasons()
            .when(
                profile.isDynamic()
                    && (profile.schedules().size() != 1 || profile.periods().size() != 1),
                "A Dynamic profile has one schedule with one period (K28.FR.01)")
            .when(
                profile.purpose().equals("PriorityCharging")
                    && profile.schedules().stream().anyMatch(s -> s.has("duration")),
                "A PriorityCharging profile has no duration (K01.FR.73)")
            .when(
                profile.purpose().equals(Profile.TX)
                    && profile.schedules().size() > 1
                    && needs.filter(told -> "DynamicControl".equals(told.control())).isPresent(),
                "An EV under dynamic control gets one schedule (K17.FR.19, K19.FR.07)");
    profile.periods().forEach(period -> period(reasons, profile, period));
    profile.periods().forEach(period -> phases(reasons, period, powers));
    profile.periods().forEach(period -> setpoint(reasons, period));
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

  /** A setpoint lies between the limits that stand beside it. */
  private static void setpoint(Reasons reasons, JsonView period) {
    period
        .decimal(SETPOINT)
        .ifPresent(
            wanted ->
                reasons.when(
                    period.decimal(LIMIT).filter(most -> wanted.compareTo(most) > 0).isPresent()
                        || period
                            .decimal(DISCHARGE)
                            .filter(least -> wanted.compareTo(least) < 0)
                            .isPresent(),
                    "A setpoint is not beyond limit and dischargeLimit (V2X.05)"));
  }

  /** Phases of which the EV told nothing have no values of their own (K01.FR.142, V2X.06-09). */
  private static void phases(Reasons reasons, JsonView period, List<String> powers) {
    for (String phase : List.of("_L2", "_L3")) {
      boolean charges = powers.contains("maxChargePower" + phase);
      boolean discharges = powers.contains("maxDischargePower" + phase);
      reasons
          .when(
              period.has(LIMIT + phase) && !charges,
              "The EV told no maxChargePower"
                  + phase
                  + ", so there is no limit"
                  + phase
                  + " (K01.FR.142)")
          .when(
              has(period, DISCHARGE + phase, SETPOINT + phase, REACTIVE + phase) && !discharges,
              "The EV told no maxDischargePower"
                  + phase
                  + ", so there is no dischargeLimit and no"
                  + " setpoint of "
                  + phase.substring(1)
                  + " (V2X.06 to V2X.09)");
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
