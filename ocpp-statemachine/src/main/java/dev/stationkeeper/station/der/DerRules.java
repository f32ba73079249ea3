// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.der;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Reasons;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What block R forbids in a control. */
final class DerRules {
  private static final String CURVE = "curve";

  /** The member that goes with a controlType; all others have a curve (R04.FR.16). */
  private static final Map<String, String> MEMBERS =
      Map.of(
          "FixedPFAbsorb", "fixedPFAbsorb",
          "FixedPFInject", "fixedPFInject",
          "FixedVar", "fixedVar",
          "LimitMaxDischarge", "limitMaxDischarge",
          "FreqDroop", "freqDroop",
          "EnterService", "enterService",
          "Gradients", "gradient");

  private static final List<String> ALL =
      List.of(
          CURVE,
          "enterService",
          "fixedPFAbsorb",
          "fixedPFInject",
          "fixedVar",
          "freqDroop",
          "gradient",
          "limitMaxDischarge");

  private DerRules() {}

  /** The member that the control has to have. */
  static String member(JsonView control) {
    return MEMBERS.getOrDefault(control.string("controlType").orElse(""), CURVE);
  }

  static Optional<String> fault(JsonView control) {
    String type = control.string("controlType").orElse("");
    String member = member(control);
    boolean isDefault = control.bool("isDefault").orElse(false);
    return new Reasons()
        .when(
            !control.has(member)
                || ALL.stream().anyMatch(other -> !other.equals(member) && control.has(other)),
            "A " + type + " control has the member " + member + " and no other (R04.FR.16)")
        .when(
            isDefault && (control.has(member, "startTime") || control.has(member, "duration")),
            "A default control has no startTime and no duration (R04.FR.12)")
        .when(
            !isDefault && (type.equals("EnterService") || type.equals("Gradients")),
            type + " is set as a default control only (R04.FR.14)")
        .first();
  }
}
