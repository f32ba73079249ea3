// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares the definitions with a folder of official JSON schemas ({@code 1.6}, {@code 2.0.1},
 * {@code 2.1} below it, one file per message): every member, type, list value, limit and required
 * flag. The schemas themselves are not part of this project.
 */
public final class SchemaCheck {
  private static final Map<String, String> FOLDERS =
      Map.of("v16", "1.6", "v201", "2.0.1", "v21", "2.1");

  private SchemaCheck() {}

  /**
   * Prints what was compared and each difference, and ends with 1 when there is one.
   *
   * @param args the definitions' folder and the schemas' folder
   */
  public static void main(String[] args) throws IOException {
    List<String> differences = new ArrayList<>();
    for (var folder : new TreeMap<>(FOLDERS).entrySet()) {
      Path schemas = Path.of(args[1], folder.getValue());
      VersionDefinition version = DefinitionReader.read(Path.of(args[0], folder.getKey()));
      SortedMap<String, ObjectType> messages = messages(version);
      Set<String> names = new TreeSet<>(messages.keySet());
      names.addAll(schemaNames(schemas));
      int facts = 0;
      int before = differences.size();
      for (String name : names) {
        String where = folder.getValue() + " " + name;
        ObjectType message = messages.get(name);
        Path schema = schemas.resolve(name + ".json");
        if (message == null || !Files.exists(schema)) {
          differences.add(where + ": only in the " + (message == null ? "schemas" : "definitions"));
          continue;
        }
        SortedMap<String, String> wanted = SchemaFacts.of(schema);
        facts += wanted.size();
        differences.addAll(differences(where, wanted, DefinitionFacts.of(version, message)));
      }
      System.out.printf(
          "%s: %d messages, %d members compared, %d differences%n",
          folder.getValue(), names.size(), facts, differences.size() - before);
    }
    differences.forEach(System.out::println);
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  static List<String> differences(
      String where, SortedMap<String, String> schema, SortedMap<String, String> definition) {
    List<String> differences = new ArrayList<>();
    Set<String> paths = new TreeSet<>(schema.keySet());
    paths.addAll(definition.keySet());
    for (String path : paths) {
      String wanted = schema.getOrDefault(path, "nothing");
      String found = definition.getOrDefault(path, "nothing");
      if (!wanted.equals(found)) {
        differences.add(where + path + ": schema " + wanted + ", definition " + found);
      }
    }
    return differences;
  }

  private static SortedMap<String, ObjectType> messages(VersionDefinition version) {
    SortedMap<String, ObjectType> messages = new TreeMap<>();
    for (ActionDefinition action : version.actions()) {
      messages.put(action.request().name(), action.request());
      ObjectType response = action.response();
      if (response != null) {
        messages.put(response.name(), response);
      }
    }
    return messages;
  }

  private static List<String> schemaNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName() + "")
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .toList();
    }
  }
}
