// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import dev.stationkeeper.samples.files.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each station may draw, on disk before a station is told of more. Whoever has it decides for
 * the sites; another load of this handler (a swap, a canary, another server) waits until it is
 * free. For one thread at a time.
 */
final class Ledger implements AutoCloseable {
  private static final TypeToken<TreeMap<String, Integer>> BOUNDS = new TypeToken<>() {};

  private final Path file;
  private @Nullable FileChannel channel;
  private @Nullable FileLock lock;
  private Map<String, Integer> saved = Map.of();

  Ledger(Path file) {
    this.file = file;
  }

  /** True once it is ours; asked again and again until then. */
  boolean acquire() throws IOException {
    if (lock != null) {
      return true;
    }
    FileChannel open = channel;
    if (open == null) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      open =
          FileChannel.open(
              file.resolveSibling(file.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      channel = open;
    }
    try {
      lock = open.tryLock();
    } catch (OverlappingFileLockException e) {
      return false; // another load of this process has it
    }
    return lock != null;
  }

  /**
   * What was saved last; empty when there is no ledger yet.
   *
   * @throws IOException also when it is no ledger: to begin anew would forget what stations may
   *     draw
   */
  Map<String, Integer> read() throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      String text = Files.readString(file);
      if (!text.startsWith("{")) {
        throw new IOException(file + " holds no ledger");
      }
      Map<String, Integer> read = new Gson().fromJson(text, BOUNDS);
      if (read == null || read.containsValue(null)) {
        throw new IOException(file + " holds no ledger: it is empty, or a value is missing");
      }
      saved = Map.copyOf(read);
      return saved;
    } catch (JsonParseException e) {
      throw new IOException(file + " holds no ledger: " + e.getMessage(), e);
    }
  }

  /** Returns when {@code bounds} are on disk, in place of those before. */
  void save(Map<String, Integer> bounds) throws IOException {
    if (!bounds.equals(saved)) {
      WholeFile.write(file, new Gson().toJson(new TreeMap<>(bounds)) + "\n");
      saved = Map.copyOf(bounds);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      channel = null;
      lock = null;
    }
  }
}
