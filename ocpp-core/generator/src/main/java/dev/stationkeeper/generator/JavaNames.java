// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.util.Locale;

/** How names of the protocol become names of Java. */
final class JavaNames {
  private JavaNames() {}

  /** {@code Energy.Active.Import} and {@code SuspendedEV} in upper case with underscores. */
  static String constant(String value) {
    return value
        .replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .toUpperCase(Locale.ROOT);
  }
}
