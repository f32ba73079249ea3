// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A jar, or a folder of jars, in the plugins directory.
 *
 * @param place of the jar or folder
 */
record PluginEntry(Path place) {
  private static final String JAR = ".jar";

  /** Everything in {@code directory} that is not hidden, by name; none when it is missing. */
  static List<PluginEntry> in(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    return list(directory).map(PluginEntry::new).toList();
  }

  /** As people know it: the name of the file or folder. */
  String name() {
    return String.valueOf(place.getFileName());
  }

  /** The name without its ending, for folders and threads. */
  String shortName() {
    return isJar(place) ? name().substring(0, name().length() - JAR.length()) : name();
  }

  /** Names, sizes and times of its files: another text when one was replaced. */
  String look() {
    StringBuilder look = new StringBuilder();
    for (Path file : files()) {
      try {
        look.append(file.getFileName())
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file).toMillis())
            .append(';');
      } catch (IOException e) {
        look.append(file.getFileName()).append(" unreadable;");
      }
    }
    return look.toString();
  }

  /** When the newest of its files was written. */
  Instant modified() {
    Instant newest = Instant.EPOCH;
    for (Path file : files()) {
      Instant at = modified(file);
      newest = at.isAfter(newest) ? at : newest;
    }
    return newest;
  }

  /** What is gone or not readable is old: reading it will say so. */
  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private List<Path> files() {
    try {
      return jars();
    } catch (RefusedException | IOException e) {
      return List.of(place);
    }
  }

  /** The jars of the plugin, by name; at least one. */
  List<Path> jars() throws RefusedException, IOException {
    if (Files.isDirectory(place)) {
      List<Path> jars = list(place).filter(PluginEntry::isJar).toList();
      if (jars.isEmpty()) {
        throw new RefusedException(
            "the folder holds no jar; put the handler's jar and the libraries it needs into it");
      }
      return jars;
    }
    if (!isJar(place)) {
      throw new RefusedException("it is neither a .jar file nor a folder of jars; remove it");
    }
    return List.of(place);
  }

  private static Stream<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all
          .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
          .sorted()
          .toList()
          .stream();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isJar(Path path) {
    return !Files.isDirectory(path) && path.toString().endsWith(JAR);
  }
}
