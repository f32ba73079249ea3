// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.files.FilesHandlers;
import dev.stationkeeper.samples.analytics.kafka.KafkaHandlers;
import dev.stationkeeper.samples.analytics.kinesis.KinesisHandlers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The add-on handlers that are plugins: these tests have them on their class path, and the servers
 * that they start do not.
 */
enum AddOns {
  FILES("analytics-files", FilesHandlers.class, "/org/apache/parquet/|/blue/strategic/|/snappy-"),
  KAFKA("analytics-kafka", KafkaHandlers.class, "/kafka-clients|/lz4-|/zstd-jni|/snappy-"),
  KINESIS("analytics-kinesis", KinesisHandlers.class, "/software/amazon/|/reactive-streams");

  private static final Path SHARED = home(AnalyticsHandler.class);

  private final String folder;
  private final Path home;
  private final Pattern libraries;

  AddOns(String folder, Class<?> handlers, String libraries) {
    this.folder = folder;
    this.home = home(handlers);
    this.libraries = Pattern.compile(libraries);
  }

  /** The class path of these tests without the add-ons. */
  static String classPathWithout() {
    Set<Path> homes =
        Stream.concat(Arrays.stream(values()).map(addOn -> addOn.home), Stream.of(SHARED))
            .collect(Collectors.toSet());
    return classPath()
        .filter(entry -> !homes.contains(entry))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath());
  }

  /**
   * Puts the plugin into a plugins directory: the folder that its build has made for that, or, when
   * only classes have been made, one like it.
   */
  void install(Path plugins) {
    try {
      Path into = Files.createDirectories(plugins.resolve(folder));
      Path built = home.getParent();
      if (Files.isRegularFile(home) && built != null && built.endsWith("plugin")) {
        try (Stream<Path> jars = Files.list(built)) {
          for (Path jar : jars.toList()) {
            Files.copy(jar, into.resolve(jar.getFileName()));
          }
        }
        return;
      }
      add(home, into);
      add(SHARED, into);
      for (Path library : classPath().toList()) {
        if (libraries.matcher(library.toString().replace(File.separatorChar, '/')).find()) {
          add(library, into);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Path home, Path folder) throws IOException {
    String name = home.toString().replaceAll("(\\.jar)?$", "").replaceAll("[^A-Za-z0-9]", "_");
    if (Files.isDirectory(home)) {
      pack(home, folder.resolve(name + ".jar"));
    } else {
      Files.copy(home, folder.resolve(name + ".jar"));
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
