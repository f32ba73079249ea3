// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One file of the log. Read by many threads, written by the log's writer only. */
final class Segment {
  /** Enough for most frames in one read. */
  private static final int GUESS = 4_096;

  private volatile Path path;
  private final SegmentHeader header;
  private final DiskFile file;
  private volatile SegmentIndex index;

  /** Bytes that are on disk and count. */
  private volatile long end;

  private volatile long lastPosition;

  Segment(
      Path path,
      SegmentHeader header,
      DiskFile file,
      SegmentIndex index,
      long end,
      long lastPosition) {
    this.path = path;
    this.header = header;
    this.file = file;
    this.index = index;
    this.end = end;
    this.lastPosition = lastPosition;
  }

  /** The name sorts by position. */
  static Path path(Path folder, long position) {
    return folder.resolve(String.format("%019d.log", position));
  }

  /** The position in the name of a segment. */
  static long position(Path segment) throws IOException {
    String name = segment.getFileName().toString();
    try {
      return Long.parseLong(name.substring(0, name.length() - 4));
    } catch (NumberFormatException e) {
      throw new IOException(segment + " is no segment of an event log", e);
    }
  }

  /** Where the sidecar lies. */
  static Path sidecar(Path segment) {
    String name = segment.getFileName().toString();
    return segment.resolveSibling(name.substring(0, name.length() - 4) + ".idx");
  }

  Path path() {
    return path;
  }

  /** The frames of a stream in here. */
  SegmentIndex.Refs frames(String stream) throws IOException {
    try {
      return index.frames(stream);
    } catch (NoSuchFileException e) {
      return index.frames(stream); // its index moved with it into the archive
    }
  }

  /** From now on its file and index are those at {@code to}. */
  void moved(Path to, SegmentIndex there) throws IOException {
    file.moved(to);
    index = there;
    path = to;
  }

  DiskFile file() {
    return file;
  }

  long firstPosition() {
    return header.position();
  }

  long lastPosition() {
    return lastPosition;
  }

  long end() {
    return end;
  }

  SegmentIndex index() {
    return index;
  }

  void indexedBy(SegmentIndex better) {
    index = better;
  }

  /** What is written up to there is on disk. */
  void advance(long newEnd, long newLastPosition) {
    lastPosition = newLastPosition;
    end = newEnd;
  }

  boolean isEmpty() {
    return end == SegmentHeader.LENGTH;
  }

  /** The first and the last event of a segment. */
  record Ends(LogRecord first, LogRecord last) {}

  /** Reads both ends; empty when there is no event. */
  Optional<Ends> ends() throws IOException {
    List<LogRecord> some = new ArrayList<>();
    SegmentScan scan = new SegmentScan(file, path, damage -> {});
    long read =
        scan.walk(
            SegmentHeader.LENGTH,
            end,
            (bytes, at, length, offset) -> {
              Frames.decode(bytes, at, some::add);
              return false;
            });
    if (some.isEmpty()) {
      return Optional.empty();
    }
    LogRecord first = some.getFirst();
    long near = Math.max(read, index.offsetBefore(lastPosition));
    scan.walk(
        near,
        end,
        (bytes, at, length, offset) -> {
          Frames.decode(bytes, at, some::add);
          return true;
        });
    return Optional.of(new Ends(first, some.getLast()));
  }

  /** Reads the one frame at {@code offset}; a damaged one is told and left out. */
  void readFrame(int offset, Consumer<LogRecord> to, Consumer<Damage> damaged) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(GUESS);
    read(bytes, offset);
    int length = bytes.position() < Frames.HEADER ? -1 : Frames.length(bytes.array(), 0);
    if (length > bytes.capacity()) {
      bytes = ByteBuffer.allocate(length);
      read(bytes, offset);
    }
    if (length < 0 || length > bytes.position() || !Frames.isIntact(bytes.array(), 0, length)) {
      damaged.accept(new Damage(path, offset, Math.max(length, 1)));
      return;
    }
    Frames.decode(bytes.array(), 0, to);
  }

  private void read(ByteBuffer bytes, long offset) throws IOException {
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = file.read(bytes, offset + bytes.position());
    }
  }
}
