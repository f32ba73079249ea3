// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What both ways have in common.
 *
 * @param maxAge what is older is not told any more: after days without a provider nobody wants all
 * @param firstPause after a failure; doubles with every other one
 * @param breakerDelay after three failures in a row nothing is tried for so long
 */
record NotifierSettings(
    String minSeverity,
    boolean cleared,
    boolean acknowledged,
    Duration maxAge,
    Duration firstPause,
    Duration breakerDelay) {
  private static final int MOST_DOUBLINGS = 8;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the setting that makes no sense
   */
  static NotifierSettings of(Map<String, String> settings) {
    String severity = settings.getOrDefault("minSeverity", "warning");
    if (!Telling.SEVERITIES.contains(severity)) {
      throw new IllegalArgumentException(
          "minSeverity is one of " + Telling.SEVERITIES + ", not '" + severity + "'");
    }
    return new NotifierSettings(
        severity,
        flag(settings, "cleared", true),
        flag(settings, "acknowledged", false),
        time(settings, "maxAge", "PT24H"),
        time(settings, "firstPause", "PT1S"),
        time(settings, "breakerDelay", "PT30S"));
  }

  Telling telling(String own) {
    return new Telling(own, minSeverity, cleared, acknowledged);
  }

  /** How long to wait after so many failures in a row, a fifth of it at random. */
  Duration pause(int failuresInRow) {
    Duration pause =
        firstPause.multipliedBy(1L << Math.clamp(failuresInRow - 1L, 0, MOST_DOUBLINGS));
    long fifth = Math.max(1, pause.toMillis() / 5);
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(fifth));
  }

  /** A setting that must be there. */
  static String required(Map<String, String> settings, String name) {
    String value = settings.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("the setting " + name + " is missing");
    }
    return value.strip();
  }

  static boolean flag(Map<String, String> settings, String name, boolean otherwise) {
    String value = settings.getOrDefault(name, Boolean.toString(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(name + " is true or false, not '" + value + "'");
    }
    return value.equals("true");
  }

  static Duration time(Map<String, String> settings, String name, String otherwise) {
    String value = settings.getOrDefault(name, otherwise);
    try {
      Duration time = Duration.parse(value);
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(name + " is not positive: " + value);
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " is no ISO 8601 duration such as PT30S: " + value, e);
    }
  }
}
