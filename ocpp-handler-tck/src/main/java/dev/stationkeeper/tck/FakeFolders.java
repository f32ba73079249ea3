// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folders of handlers on a fake server: made when the first is asked for, gone at the end. */
final class FakeFolders implements AutoCloseable {
  private @Nullable Path root;

  synchronized Path of(String handler) {
    try {
      Path top = root;
      if (top == null) {
        top = Files.createTempDirectory("stationkeeper-kit");
        root = top;
      }
      return Files.createDirectories(top.resolve(handler));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    Path top = root;
    root = null;
    if (top == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(top)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
