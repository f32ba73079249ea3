// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is different between two JSON values, member by member. */
public final class JsonDifference {
  private JsonDifference() {}

  /**
   * A member that is not the same.
   *
   * @param path to it, a JSON pointer (RFC 6901)
   * @param before null when it was not there
   * @param after null when it is no longer there
   */
  public record Change(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}

  /** Every member that differs, in the order of {@code before}; numbers are compared by value. */
  public static List<Change> between(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> to) {
    if (before != null && after != null && isSame(before, after)) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path + "/" + escaped(name), before.get(name), after.get(name), to);
      }
    } else if (before != null && after != null && before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path + "/" + i, before.get(i), after.get(i), to);
      }
    } else {
      to.add(new Change(path, before, after));
    }
  }

  private static boolean isSame(JsonNode before, JsonNode after) {
    return (before.isNumber() && after.isNumber())
        ? before.decimalValue().compareTo(after.decimalValue()) == 0
        : before.equals(after);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
