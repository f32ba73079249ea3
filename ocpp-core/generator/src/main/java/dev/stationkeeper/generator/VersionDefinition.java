// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that one version defines.
 *
 * @param folder the definitions' folder and the Java package's last part, for example {@code v201}
 * @param actions in the order of blocks and names
 * @param types the shared and the local ones, by name
 */
public record VersionDefinition(
    String folder, List<ActionDefinition> actions, SortedMap<String, TypeDefinition> types) {

  /** Requests and responses, then the objects inside them. */
  public List<ObjectType> objects() {
    List<ObjectType> objects = new ArrayList<>();
    for (ActionDefinition action : actions) {
      objects.add(action.request());
      ObjectType response = action.response();
      if (response != null) {
        objects.add(response);
      }
    }
    for (TypeDefinition type : types.values()) {
      if (type instanceof ObjectType object) {
        objects.add(object);
      }
    }
    return objects;
  }
}
