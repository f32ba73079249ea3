// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the configuration says; times in milliseconds.
 *
 * @param rules the names of those that are on
 * @param diskWarning bytes left on the disk; 0 for twice the server's floor
 */
record AlarmSettings(
    Set<String> rules,
    long faultedAfter,
    long offlineAfter,
    long silentAfter,
    long transactionMax,
    long certificateWarning,
    long lag,
    long lagAfter,
    long diskWarning,
    long meterTolerance,
    Board.Damping damping) {
  static final Set<String> RULES =
      Set.of(
          "faulted",
          "offline",
          "silent",
          "handler",
          "security",
          "transaction",
          "meter",
          "sequence",
          "certificate",
          "disk",
          "lag");

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the setting that makes no sense
   */
  static AlarmSettings of(Map<String, String> settings) {
    return new AlarmSettings(
        rules(settings.getOrDefault("rules", "")),
        time(settings, "faultedAfter", "PT10S"),
        time(settings, "offlineAfter", "PT5M"),
        time(settings, "silentAfter", "PT15M"),
        time(settings, "transactionMax", "PT24H"),
        time(settings, "certificateWarning", "P30D"),
        number(settings, "lag", 100_000),
        time(settings, "lagAfter", "PT5M"),
        number(settings, "diskWarningMiB", 0) << 20,
        number(settings, "meterToleranceWh", 10),
        new Board.Damping(
            time(settings, "quiet", "PT1M"),
            (int) Math.clamp(number(settings, "flaps", 5), 2, 50),
            time(settings, "flapWindow", "PT10M")));
  }

  boolean has(String rule) {
    return rules.contains(rule);
  }

  private static Set<String> rules(String list) {
    Set<String> named =
        Stream.of(list.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    for (String name : named) {
      if (!RULES.contains(name)) {
        throw new IllegalArgumentException("rules has '" + name + "'; there are " + RULES);
      }
    }
    return named.isEmpty() ? RULES : named;
  }

  private static long time(Map<String, String> settings, String name, String otherwise) {
    String value = settings.getOrDefault(name, otherwise);
    try {
      long millis = Duration.parse(value).toMillis();
      if (millis < 0) {
        throw new IllegalArgumentException(name + " is negative: " + value);
      }
      return millis;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " is no ISO 8601 duration such as PT5M: " + value, e);
    }
  }

  private static long number(Map<String, String> settings, String name, long otherwise) {
    String value = settings.getOrDefault(name, Long.toString(otherwise));
    if (!value.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException(name + " is a whole number, not '" + value + "'");
    }
    return Long.parseLong(value);
  }
}
