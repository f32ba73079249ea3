// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says.
 *
 * @param file null for none
 * @param types empty for all
 * @param personalData whether the server shows persons' identifiers
 */
record LoggingSettings(
    @Nullable Path file,
    boolean console,
    long rotateBytes,
    int keep,
    Set<String> types,
    List<String> fields,
    boolean mask,
    boolean personalData,
    boolean history) {
  private static final String FIELDS = "at,station,sequence,type,by,replayed,event";
  private static final long MIB = 1024 * 1024;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the setting that makes no sense
   */
  static LoggingSettings of(Map<String, String> settings) {
    String file = settings.get("file");
    List<String> fields = List.copyOf(names(settings.getOrDefault("fields", FIELDS)));
    for (String field : fields) {
      if (!EventLines.isField(field)) {
        throw new IllegalArgumentException(
            "fields has '" + field + "'; there are " + FIELDS + " and event.NAME");
      }
    }
    return new LoggingSettings(
        file == null || file.isBlank() ? null : Path.of(file),
        flag(settings, "console", false),
        number(settings, "rotateMiB", 64, 1, 1_000_000) * MIB,
        (int) number(settings, "keep", 14, 1, 10_000),
        Set.copyOf(names(settings.getOrDefault("types", ""))),
        fields,
        flag(settings, "mask", true),
        flag(settings, "personal-data", false),
        flag(settings, "history", false));
  }

  boolean isIdle() {
    return file == null && !console;
  }

  RotatingFile.Rotation rotation() {
    if (file == null) {
      throw new IllegalStateException("there is no file");
    }
    return new RotatingFile.Rotation(file, rotateBytes, keep);
  }

  private static Set<String> names(String list) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  private static boolean flag(Map<String, String> settings, String name, boolean otherwise) {
    String value = settings.getOrDefault(name, Boolean.toString(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(name + " is true or false, not '" + value + "'");
    }
    return value.equals("true");
  }

  private static long number(
      Map<String, String> settings, String name, long otherwise, long least, long most) {
    String value = settings.getOrDefault(name, Long.toString(otherwise));
    if (!value.matches("[0-9]{1,9}")
        || Long.parseLong(value) < least
        || Long.parseLong(value) > most) {
      throw new IllegalArgumentException(
          "%s is a whole number from %d to %d, not '%s'".formatted(name, least, most, value));
    }
    return Long.parseLong(value);
  }
}
