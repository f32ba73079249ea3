// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One key of the configuration, as the reference page and the error messages speak of it.
 *
 * @param name in the file, dotted, for example {@code ocpp.call-timeout}
 * @param type of its value
 * @param setting what the record says of it
 */
record ConfigKey(String name, Class<?> type, Setting setting) {
  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** The name in the file of a record component: {@code callTimeout} is {@code call-timeout}. */
  static String kebab(String component) {
    return WORD_START.matcher(component).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** True when what stands below the key in the file is free. */
  boolean isMapping() {
    return type == Map.class || type == Tolerances.class || type == FlowDeadlines.class;
  }

  /** True when {@code written} in the file is this key, or stands below it where that is free. */
  boolean covers(String written) {
    return written.equals(name) || (isMapping() && written.startsWith(name + "."));
  }

  /** The environment variable that overrides the key. */
  String variable() {
    return "STATIONKEEPER_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
