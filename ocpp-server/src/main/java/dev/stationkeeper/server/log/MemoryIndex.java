// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The index of the segment that is being written, and of a closed one until its sidecar is there.
 * Thread-safe: one writer, many readers.
 */
final class MemoryIndex implements SegmentIndex {
  /** A place in the file is remembered about every so many bytes. */
  private static final int SPARSE_BYTES = 64 << 10;

  private final Map<String, Part> parts = new HashMap<>();
  private long[] positions = new long[16];
  private int[] offsets = new int[16];
  private int marks;

  /** Adds a frame behind all others. */
  synchronized void add(String stream, long position, long sequence, int count, int offset) {
    parts.computeIfAbsent(stream, s -> new Part()).add(sequence, count, offset);
    if (marks == 0 || offset - offsets[marks - 1] >= SPARSE_BYTES) {
      if (marks == positions.length) {
        positions = Arrays.copyOf(positions, marks * 2);
        offsets = Arrays.copyOf(offsets, marks * 2);
      }
      positions[marks] = position;
      offsets[marks++] = offset;
    }
  }

  @Override
  public synchronized Refs frames(String stream) {
    Part part = parts.get(stream);
    return part == null ? NONE : part.refs();
  }

  @Override
  public synchronized long offsetBefore(long position) {
    int found = Arrays.binarySearch(positions, 0, marks, position);
    int mark = found >= 0 ? found : -found - 2;
    return mark < 0 ? SegmentHeader.LENGTH : offsets[mark];
  }

  /** Everything, for the sidecar. */
  synchronized Map<String, Part> parts() {
    return Map.copyOf(parts);
  }

  synchronized long[] markedPositions() {
    return Arrays.copyOf(positions, marks);
  }

  synchronized int[] markedOffsets() {
    return Arrays.copyOf(offsets, marks);
  }

  /** The frames of one stream. */
  static final class Part {
    private long[] sequences = new long[2];
    private int[] offsets = new int[2];
    private int size;
    private long last;

    private void add(long sequence, int count, int offset) {
      if (size == sequences.length) {
        sequences = Arrays.copyOf(sequences, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
      }
      sequences[size] = sequence;
      offsets[size++] = offset;
      last = sequence + count - 1;
    }

    /** Sequence number of the last event. */
    long last() {
      return last;
    }

    Refs refs() {
      return new Refs(Arrays.copyOf(sequences, size), Arrays.copyOf(offsets, size));
    }
  }
}
