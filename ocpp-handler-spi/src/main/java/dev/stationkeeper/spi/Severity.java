// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

/**
 * How bad an alarm is. A value type: more may come between these.
 *
 * @param name as the API shows it
 */
public record Severity(String name) {
  /** Worth knowing. */
  public static final Severity INFO = new Severity("info");

  /** Somebody should look. */
  public static final Severity WARNING = new Severity("warning");

  /** Somebody cannot charge. */
  public static final Severity CRITICAL = new Severity("critical");

  @Override
  public String toString() {
    return name;
  }
}
