// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The private folder that plugins are loaded from: a jar that is replaced in the plugins directory
 * must not change under a loader that has it open.
 */
final class PluginCopies {
  private final Path folder;
  private int last;

  private PluginCopies(Path folder) {
    this.folder = folder;
  }

  /**
   * Empties {@code folder}, or makes it.
   *
   * @param plugins the plugins directory, which is never to be emptied
   */
  static PluginCopies in(Path folder, Path plugins) throws IOException {
    Path copies = real(folder);
    Path originals = real(plugins);
    if (originals.startsWith(copies) || copies.startsWith(originals)) {
      throw new IOException(
          "The plugins directory %s and the server's own copies in %s must not lie in each other"
              .formatted(originals, copies));
    }
    if (Files.exists(folder)) {
      remove(folder);
    }
    Files.createDirectories(folder);
    return new PluginCopies(folder);
  }

  /** Copies the plugin's jars, and sees that each copy is a jar. */
  synchronized List<Path> copy(PluginEntry plugin) throws RefusedException, IOException {
    List<Path> originals = plugin.jars();
    Path own = folder.resolve(++last + "-" + plugin.shortName());
    Files.createDirectory(own);
    List<Path> copies = new ArrayList<>();
    for (Path original : originals) {
      Path copy = own.resolve(String.valueOf(original.getFileName()));
      Files.copy(original, copy);
      check(copy);
      copies.add(copy);
    }
    return copies;
  }

  private static void check(Path jar) throws RefusedException, IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      opened.getManifest();
    } catch (ZipException e) {
      throw new RefusedException(
          "%s is no jar or is damaged (%s); build it, or copy it here, again"
              .formatted(jar.getFileName(), e.getMessage()),
          e);
    }
  }

  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }

  private static void remove(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
