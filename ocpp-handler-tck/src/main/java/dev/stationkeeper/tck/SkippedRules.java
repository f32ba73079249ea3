// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInfo;

/** Rules that a vendor does not want to be tested: the report names them with the reason. */
final class SkippedRules {
  private SkippedRules() {}

  /** Ends the test when its rule is among {@code reasons}, which are by number. */
  static void check(TestInfo rule, Map<Integer, String> reasons) {
    String name = rule.getTestMethod().orElseThrow().getName();
    String digits = name.replaceFirst("^[a-z]+_rule(\\d+)_.*$", "$1");
    String reason = digits.equals(name) ? null : reasons.get(Integer.valueOf(digits));
    Assumptions.assumeTrue(reason == null, () -> "skipped: " + reason);
  }
}
