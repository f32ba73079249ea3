// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A checkpoint in a file of its own, for a consumer that has no database. Written after the work: a
 * crash in between has the last events told again. Not thread-safe.
 */
public final class CheckpointFile {
  /** Brings what was written to a disk, so that it outlives a power cut. */
  interface Disk {
    void force(Path what, FileChannel open) throws IOException;
  }

  private final Path file;
  private final Disk disk;

  /** Keeps the checkpoint in {@code file}. */
  public CheckpointFile(Path file) {
    this(file, (what, open) -> open.force(true));
  }

  CheckpointFile(Path file, Disk disk) {
    this.file = file;
    this.disk = disk;
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

  /**
   * Replaces the checkpoint. When this returns it is on the disk, its name too: a power cut gives
   * the one before or this one, never none.
   */
  public void write(long position) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer text = ByteBuffer.wrap((position + "\n").getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        out.write(text);
      }
      disk.force(fresh, out);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      disk.force(folder, names);
    }
  }
}
