// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import dev.stationkeeper.ocpp.quirk.Quirk;
import dev.stationkeeper.ocpp.quirk.QuirkRule;
import dev.stationkeeper.ocpp.quirk.QuirkRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Named rules by which an operator forgives some stations some quirks. Each says which stations it
 * is for (patterns {@code vendor}, {@code model}, {@code firmware}; {@code *} when left out) and
 * what they are forgiven ({@code tolerate}, names of quirks).
 *
 * @param byName what was said of each rule, by the name of the setting
 */
public record Tolerances(Map<String, Map<String, String>> byName) {
  private static final String TOLERATE = "tolerate";
  private static final List<String> SETTINGS = List.of("vendor", "model", "firmware", TOLERATE);

  public Tolerances {
    Map<String, Map<String, String>> sorted = new TreeMap<>();
    byName.forEach((name, said) -> sorted.put(name, new TreeMap<>(said)));
    byName = java.util.Collections.unmodifiableMap(sorted);
    byName.forEach(Tolerances::rule);
  }

  /**
   * The rules that {@code text} names: {@code rule.setting=value}, one a line or with semicolons
   * between.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static Tolerances parse(String text) {
    Map<String, Map<String, String>> byName = new TreeMap<>();
    for (String part : text.split("[;\n]", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.strip().split("=", 2);
      int dot = pair[0].lastIndexOf('.');
      if (pair.length != 2 || dot < 1) {
        throw new IllegalArgumentException("\"" + part.strip() + "\" is no rule.setting=value");
      }
      byName
          .computeIfAbsent(pair[0].substring(0, dot).strip(), name -> new TreeMap<>())
          .put(pair[0].substring(dot + 1).strip(), pair[1].strip());
    }
    return new Tolerances(byName);
  }

  /** The rules as the state machine applies them. */
  public QuirkRules rules() {
    return new QuirkRules(
        byName.entrySet().stream().map(named -> rule(named.getKey(), named.getValue())).toList());
  }

  private static QuirkRule rule(String name, Map<String, String> said) {
    for (String setting : said.keySet()) {
      if (!SETTINGS.contains(setting)) {
        throw new IllegalArgumentException(
            "rule "
                + name
                + " has a \""
                + setting
                + "\"; there are "
                + String.join(", ", SETTINGS));
      }
    }
    Set<Quirk> quirks =
        Arrays.stream(said.getOrDefault(TOLERATE, "").split(",", -1))
            .map(String::strip)
            .filter(quirk -> !quirk.isEmpty())
            .map(Quirk::of)
            .collect(Collectors.toUnmodifiableSet());
    if (quirks.isEmpty()) {
      throw new IllegalArgumentException("rule " + name + " says no quirk to " + TOLERATE);
    }
    return new QuirkRule(
        said.getOrDefault("vendor", "*"),
        said.getOrDefault("model", "*"),
        said.getOrDefault("firmware", "*"),
        quirks);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return byName.entrySet().stream()
        .flatMap(
            named ->
                named.getValue().entrySet().stream()
                    .map(said -> named.getKey() + "." + said.getKey() + "=" + said.getValue()))
        .collect(Collectors.joining("; "));
  }
}
