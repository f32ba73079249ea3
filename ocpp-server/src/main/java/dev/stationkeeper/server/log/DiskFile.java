// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of a {@link Disk}. Reads may run beside a write. */
interface DiskFile extends Closeable {
  /** Writes all of {@code bytes} at {@code offset}. */
  void write(ByteBuffer bytes, long offset) throws IOException;

  /** Reads what is there up to the buffer's room; -1 at the end. */
  int read(ByteBuffer into, long offset) throws IOException;

  /** Returns when everything written is on the medium. */
  void force() throws IOException;

  /**
   * From now on this is the file at {@code path}, which has the same bytes at the same places, but
   * for some that were meant to change. Who reads meanwhile reads either.
   */
  default void moved(Path path) throws IOException {
    throw new IOException("this disk cannot put " + path + " in the place of another file");
  }

  long size() throws IOException;

  void truncate(long size) throws IOException;
}
