// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment.
 *
 * @param position of the first event in it
 * @param previousLength bytes of the segment before that count, -1 when this is the first; what
 *     lies behind them was never acknowledged
 */
record SegmentHeader(long position, long previousLength) {
  /** Bytes on disk. */
  static final int LENGTH = 32;

  /** Raised when the layout changes; this build reads every number up to it. */
  static final byte FORMAT = 1;

  private static final long MAGIC = 0x5354_4B4C_4F47_0000L; // "STKLOG"

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    bytes.putLong(MAGIC | ((long) FORMAT << 8));
    bytes.putLong(position);
    bytes.putLong(previousLength);
    bytes.putInt(checksum(bytes));
    bytes.putInt(0);
    return bytes.flip();
  }

  /**
   * Reads the header of a segment.
   *
   * @return empty when it is damaged or not whole
   * @throws IOException when it cannot be read, or was written by a later version
   */
  static Optional<SegmentHeader> read(DiskFile file, Path name) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, bytes.position()) < 0) {
        return Optional.empty();
      }
    }
    bytes.flip();
    long magic = bytes.getLong(0);
    if ((magic & ~0xFFFFL) != MAGIC || bytes.getInt(24) != checksum(bytes)) {
      return Optional.empty();
    }
    int format = (int) ((magic >>> 8) & 0xFF);
    if (format < 1 || format > FORMAT) {
      throw new IOException(
          "segment " + name + " has format " + format + ", this build reads up to " + FORMAT);
    }
    return Optional.of(new SegmentHeader(bytes.getLong(8), bytes.getLong(16)));
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(24));
    return (int) crc.getValue();
  }
}
