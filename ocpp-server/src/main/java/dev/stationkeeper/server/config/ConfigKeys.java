// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys that a tree of records declares, in the order of their declaration. */
final class ConfigKeys {
  private ConfigKeys() {}

  static List<ConfigKey> of(Class<? extends Record> root) {
    List<ConfigKey> keys = new ArrayList<>();
    collect("", root, keys);
    return List.copyOf(keys);
  }

  /** The declared name nearest to {@code unknown}; empty when none is near. */
  static Optional<String> nearest(List<ConfigKey> keys, String unknown) {
    int bound = Math.max(2, unknown.length() / 3);
    return keys.stream()
        .map(ConfigKey::name)
        .min(Comparator.comparingInt(name -> distance(name, unknown)))
        .filter(name -> distance(name, unknown) <= bound);
  }

  private static void collect(String prefix, Class<?> type, List<ConfigKey> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + ConfigKey.kebab(component.getName());
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null) {
        into.add(new ConfigKey(name, component.getType(), setting));
      } else {
        collect(name + ".", component.getType(), into);
      }
    }
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
