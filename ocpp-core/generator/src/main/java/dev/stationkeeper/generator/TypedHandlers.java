// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the typed bases of the handler SPI. Unlike the messages they are kept in the repository,
 * where a change of what vendors extend is seen; a test holds them to the definitions.
 */
public final class TypedHandlers {
  private TypedHandlers() {}

  /**
   * Writes the bases anew.
   *
   * @param args the definitions' folder and the SPI's source folder
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: TypedHandlers DEFINITIONS SOURCES");
    }
    for (var file : files(Path.of(args[0])).entrySet()) {
      Path to = Path.of(args[1]).resolve(file.getKey());
      Files.createDirectories(to.resolveSibling("."));
      Files.writeString(to, file.getValue());
    }
  }

  /** The texts by their paths below the source root. */
  static SortedMap<String, String> files(Path definitions) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> folders = Files.list(definitions)) {
      List<Path> versions = folders.filter(Files::isDirectory).sorted().toList();
      for (Path version : versions) {
        TypedHandlerWriter writer = new TypedHandlerWriter(DefinitionReader.read(version));
        files.put(writer.path(), writer.text());
      }
    }
    return files;
  }
}
