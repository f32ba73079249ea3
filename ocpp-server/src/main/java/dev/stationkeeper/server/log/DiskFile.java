// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of a {@link Disk}. Reads may run beside a write. */
interface DiskFile extends Closeable {
  /** Writes all of {@code bytes} at {@code offset}. */
  void write(ByteBuffer bytes, long offset) throws IOException;

  /** Reads what is there up to the buffer's room; -1 at the end. */
  int read(ByteBuffer into, long offset) throws IOException;

  /** Returns when everything written is on the medium. */
  void force() throws IOException;

  long size() throws IOException;

  void truncate(long size) throws IOException;
}
