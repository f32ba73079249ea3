// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import java.time.Duration;

/**
 * How long tokens stay in events of stations.
 *
 * @param age older ones get pseudonyms; zero for never
 * @param every how often that is looked after
 */
public record RetentionSettings(Duration age, Duration every) {
  /** Tokens stay. */
  public static final RetentionSettings OFF =
      new RetentionSettings(Duration.ZERO, Duration.ofDays(7));

  public RetentionSettings {
    if (age.isNegative() || every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("no retention: " + age + ", every " + every);
    }
  }

  boolean isOff() {
    return age.isZero();
  }
}
