// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import dev.stationkeeper.ocpp.JsonView;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All rules of an operator. Immutable and thread-safe. */
public final class QuirkRules {
  /** No rule: every station has {@link QuirkProfile#DEFAULT}. */
  public static final QuirkRules NONE = new QuirkRules(List.of());

  private final List<QuirkRule> rules;

  /** Rules of any number; their order does not matter. */
  public QuirkRules(List<QuirkRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The quirks of every rule that matches, beside the default; a value not sent is empty. */
  public QuirkProfile profile(String vendor, String model, String firmware) {
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    for (QuirkRule rule : rules) {
      if (rule.matches(vendor, model, firmware)) {
        quirks.addAll(rule.quirks());
      }
    }
    return quirks.isEmpty() ? QuirkProfile.DEFAULT : QuirkProfile.of(quirks);
  }

  /**
   * The profile for the station whose BootNotification (of any version) this is: a station that
   * needs a quirk to boot must get it before it could be known.
   */
  public QuirkProfile profileOfBoot(JsonView payload) {
    return profile(
        first(payload.string("chargePointVendor"), payload.string("chargingStation", "vendorName")),
        first(payload.string("chargePointModel"), payload.string("chargingStation", "model")),
        first(
            payload.string("firmwareVersion"),
            payload.string("chargingStation", "firmwareVersion")));
  }

  private static String first(Optional<String> in16, Optional<String> in2) {
    return in16.or(() -> in2).orElse("");
  }
}
