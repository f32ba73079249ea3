// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.station.StationState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is different between two states, member by member. */
final class StateDifference {
  private StateDifference() {}

  /**
   * A member that is not the same.
   *
   * @param path to it, a JSON pointer
   * @param before null when it was not there
   * @param after null when it is no longer there
   */
  record Change(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}

  static List<Change> between(ObjectMapper mapper, StationState before, StationState after) {
    List<Change> changes = new ArrayList<>();
    compare("", mapper.valueToTree(before), mapper.valueToTree(after), changes);
    return changes;
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> to) {
    if (before != null && before.equals(after)) {
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

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
