// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes the message types of every version; does nothing when nothing changed. */
public final class Generator {
  private Generator() {}

  /**
   * Runs the generator.
   *
   * @param args the definitions' folder and the source folder to fill
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: Generator DEFINITIONS SOURCES");
    }
    generate(Path.of(args[0]), Path.of(args[1]));
  }

  static void generate(Path definitions, Path sources) throws IOException {
    Path stamp = sources.resolveSibling(sources.getFileName() + ".sha256");
    String fingerprint = Fingerprint.of(definitions, Generator.class);
    if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
      return;
    }
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> folders = Files.list(definitions)) {
      List<Path> versions = folders.filter(Files::isDirectory).sorted().toList();
      for (Path version : versions) {
        files.putAll(VersionWriter.write(DefinitionReader.read(version)));
      }
    }
    deleteOthers(sources, files);
    for (var file : files.entrySet()) {
      writeChanged(sources.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(stamp, fingerprint);
  }

  private static void deleteOthers(Path sources, SortedMap<String, String> files)
      throws IOException {
    if (!Files.exists(sources)) {
      return;
    }
    try (Stream<Path> old = Files.walk(sources)) {
      for (Path path : old.filter(Files::isRegularFile).toList()) {
        if (!files.containsKey(sources.relativize(path).toString().replace('\\', '/'))) {
          Files.delete(path);
        }
      }
    }
  }

  /** An unchanged file keeps its time, so that the compiler need not look at it again. */
  private static void writeChanged(Path path, String text) throws IOException {
    if (Files.exists(path) && Files.readString(path).equals(text)) {
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, text);
  }
}
