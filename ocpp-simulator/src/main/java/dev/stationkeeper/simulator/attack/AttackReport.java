// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of an attack.
 *
 * @param outcomes how often a move ended how: {@code http 503}, {@code close 1008}, {@code cut}
 *     (without a word), {@code open} (still there), {@code no connection}
 */
public record AttackReport(Attack attack, Map<String, Long> outcomes) {
  public AttackReport {
    outcomes = Map.copyOf(outcomes);
  }

  /** How often that outcome. */
  public long count(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder(attack.cliName()).append(System.lineSeparator());
    new TreeMap<>(outcomes)
        .forEach((outcome, times) -> text.append(String.format("%-20s %12d%n", outcome, times)));
    return text.toString();
  }
}
