// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirkRulesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "*, '', true",
        "*, Voltwerk, true",
        "Voltwerk, VOLTWERK, true",
        "Voltwerk, Voltwerk2, false",
        "Volt*, voltwerk, true",
        "Volt*, Vol, false",
        "*werk, Voltwerk, true",
        "*werk, werkVolt, false",
        "V*w*k, Voltwerk, true",
        "V*w*k, Voltwerkw, false",
        "a*a, a, false",
        "a*a, aa, true",
        "1.*.3, 1.2.3, true",
        "1.*.3, 1.3, false",
        "*ab*ab*, xabx, false",
        "*ab*ab*, abab, true",
        "**, x, true",
        "a**b, ab, true",
        "'', '', true",
        "'', x, false",
      })
  void patternsMatchWithoutCaseAndWithStars(String pattern, String text, boolean matches) {
    QuirkRule rule = new QuirkRule("*", pattern, "*", Set.of(Quirk.CELCIUS));
    assertEquals(matches, rule.matches("any", text, ""));
  }

  @Test
  void everyRuleThatMatchesAddsItsQuirks() {
    QuirkRules rules =
        new QuirkRules(
            List.of(
                new QuirkRule("Voltwerk", "*", "*", Set.of(Quirk.CELCIUS)),
                new QuirkRule("Volt*", "Duo*", "3.*", Set.of(Quirk.TOKEN_TYPE)),
                new QuirkRule("Other", "*", "*", Set.of(Quirk.FRACTIONS))));
    assertEquals(
        Set.of(Quirk.EXTRA_MEMBERS, Quirk.CELCIUS, Quirk.TOKEN_TYPE),
        rules.profile("Voltwerk", "Duo 22", "3.1").quirks());
    assertTrue(rules.profile("Voltwerk", "Duo 22", "2.9").has(Quirk.CELCIUS));
    assertFalse(rules.profile("Voltwerk", "Duo 22", "2.9").has(Quirk.TOKEN_TYPE));
    assertEquals(QuirkProfile.DEFAULT, rules.profile("Nobody", "", ""));
  }

  @Test
  void aStationGetsItsQuirksWithItsFirstBootNotification() {
    QuirkRules rules =
        new QuirkRules(List.of(new QuirkRule("V", "M", "1.0", Set.of(Quirk.OVER_LONG_STRINGS))));
    assertTrue(
        rules
            .profileOfBoot(
                JsonView.parse(
                    "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\","
                        + "\"firmwareVersion\":\"1.0\"}"))
            .has(Quirk.OVER_LONG_STRINGS));
    assertTrue(
        rules
            .profileOfBoot(
                JsonView.parse(
                    "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"V\","
                        + "\"model\":\"M\",\"firmwareVersion\":\"1.0\"}}"))
            .has(Quirk.OVER_LONG_STRINGS));
    assertFalse(rules.profileOfBoot(JsonView.EMPTY).has(Quirk.OVER_LONG_STRINGS));
  }
}
