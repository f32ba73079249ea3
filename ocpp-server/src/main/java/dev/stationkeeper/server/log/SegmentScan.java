// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Walks the frames of a segment from an offset to an end, in one pass over the file. Damage is told
 * and stepped over. Not thread-safe.
 */
final class SegmentScan {
  private static final int CHUNK = 1 << 20;

  private final DiskFile file;
  private final Path name;
  private final Consumer<Damage> damaged;
  private byte[] buffer = new byte[CHUNK];

  /** Where in the file the buffer begins, and how much of it is filled. */
  private long base;

  private int filled;

  SegmentScan(DiskFile file, Path name, Consumer<Damage> damaged) {
    this.file = file;
    this.name = name;
    this.damaged = damaged;
  }

  /** What to do with a frame. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a frame.
     *
     * @param bytes hold the whole intact frame at {@code index}, until this returns
     * @param offset of the frame in the file
     * @return false to end the scan behind this frame
     */
    boolean frame(byte[] bytes, int index, int length, long offset);
  }

  /**
   * Walks.
   *
   * @return {@code to}, or the offset behind the frame at which the visitor ended it
   */
  long walk(long from, long to, Visitor visitor) throws IOException {
    long offset = from;
    while (offset < to) {
      int length = intactAt(offset, to);
      if (length > 0) {
        boolean more = visitor.frame(buffer, (int) (offset - base), length, offset);
        offset += length;
        if (!more) {
          return offset;
        }
      } else {
        long next = nextIntact(offset + 1, to);
        damaged.accept(new Damage(name, offset, next - offset));
        offset = next;
      }
    }
    return offset;
  }

  /** Length of the intact frame at {@code offset}, or -1. The buffer then holds it. */
  private int intactAt(long offset, long to) throws IOException {
    if (to - offset < Frames.HEADER + Frames.BODY_HEADER || !fill(offset, Frames.HEADER, to)) {
      return -1;
    }
    int length = Frames.length(buffer, (int) (offset - base));
    if (length < 0 || length > to - offset || !fill(offset, length, to)) {
      return -1;
    }
    return Frames.isIntact(buffer, (int) (offset - base), length) ? length : -1;
  }

  private long nextIntact(long from, long to) throws IOException {
    for (long offset = from; offset < to; offset++) {
      if (fill(offset, 1, to)
          && buffer[(int) (offset - base)] == (byte) (Frames.MAGIC >>> 24)
          && intactAt(offset, to) > 0) {
        return offset;
      }
    }
    return to;
  }

  /** Has {@code count} bytes at {@code offset} in the buffer; false when the file ends before. */
  private boolean fill(long offset, int count, long to) throws IOException {
    if (offset >= base && offset + count <= base + filled) {
      return true;
    }
    if (offset >= base && offset < base + filled) {
      int kept = (int) (base + filled - offset);
      System.arraycopy(buffer, (int) (offset - base), buffer, 0, kept);
      filled = kept;
    } else {
      filled = 0;
    }
    base = offset;
    if (count > buffer.length) {
      buffer = Arrays.copyOf(buffer, count);
    }
    while (filled < count) {
      int room = (int) Math.min(buffer.length - filled, to - base - filled);
      if (room <= 0) {
        return false;
      }
      int read = file.read(ByteBuffer.wrap(buffer, filled, room), base + filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }
}
