// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A checkpoint in a file of its own, for a consumer that has no database. Written after the work: a
 * crash in between has the last events told again. Not thread-safe.
 */
public final class CheckpointFile {
  private final Path file;

  /** Keeps the checkpoint in {@code file}. */
  public CheckpointFile(Path file) {
    this.file = file;
  }

  /** False before the first. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * The checkpoint; 0 before the first.
   *
   * @throws IOException when there is a file that cannot be read or holds no number
   */
  public long read() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " holds no checkpoint: " + text, e);
    }
  }

  /** Replaces the checkpoint. */
  public void write(long position) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, position + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
