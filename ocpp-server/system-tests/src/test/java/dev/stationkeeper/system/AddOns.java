// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.files.FilesHandlers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The add-on handlers that are plugins: these tests have them on their class path, and the servers
 * that they start do not.
 */
final class AddOns {
  private static final Set<Path> HOMES =
      Set.of(home(AnalyticsHandler.class), home(FilesHandlers.class));

  private AddOns() {}

  /** The class path of these tests without the add-ons. */
  static String classPathWithout() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !HOMES.contains(Path.of(entry).toAbsolutePath()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Puts the plugin that writes files of records into a plugins directory. */
  static void installFiles(Path plugins) {
    try {
      Path folder = Files.createDirectories(plugins.resolve("analytics-files"));
      for (Path home : HOMES) {
        Path jar = folder.resolve(home.toString().replaceAll("[^A-Za-z0-9]", "_") + ".jar");
        if (Files.isDirectory(home)) {
          pack(home, jar);
        } else {
          Files.copy(home, jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (Stream<Path> walk = Files.walk(classes);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
      }
    }
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
