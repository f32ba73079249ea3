// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a log and what a start finds in them. Thread-safe. */
final class Segments {
  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

  /** Most places of damage that are remembered; all are counted. */
  private static final int REMEMBERED_DAMAGE = 100;

  private final Disk disk;
  private final Path folder;
  private final CopyOnWriteArrayList<Segment> segments = new CopyOnWriteArrayList<>();
  private final Map<String, Long> heads = new ConcurrentHashMap<>();
  private final List<Damage> damages = new CopyOnWriteArrayList<>();
  private final AtomicLong damageCount = new AtomicLong();

  Segments(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /**
   * Reads what is there: closed segments by their sidecar, the last one whole. Cuts off a torn
   * tail.
   */
  void load() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : disk.list(folder)) {
      if (file.toString().endsWith(".log")) {
        files.add(file);
      }
    }
    files = LogArchive.merge(folder, files);
    List<Opened> opened = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Opened one = open(files.get(i), i == files.size() - 1);
      if (one != null) {
        opened.add(one);
      }
    }
    for (int i = 0; i < opened.size(); i++) {
      boolean last = i == opened.size() - 1;
      long counted = last ? -1 : opened.get(i + 1).header().previousLength();
      segments.add(last ? loadLast(opened.get(i)) : loadClosed(opened.get(i), counted));
    }
  }

  private record Opened(Path path, DiskFile file, SegmentHeader header) {}

  /** Null for a file that was half made when the power went. */
  private @Nullable Opened open(Path path, boolean last) throws IOException {
    DiskFile file = disk.open(path);
    SegmentHeader header = SegmentHeader.read(file, path).orElse(null);
    if (header != null) {
      return new Opened(path, file, header);
    }
    long size = file.size();
    if (last && size <= SegmentHeader.LENGTH) {
      file.close();
      if (disk.isWritable()) {
        LOG.warn("Segment {} was being made when the server died: deleted", path);
        disk.delete(path);
      }
      return null;
    }
    // The name has the position too; what is lost is how much of the segment before counts.
    damaged(new Damage(path, 0, Math.min(size, SegmentHeader.LENGTH)));
    return new Opened(path, file, new SegmentHeader(Segment.position(path), -1));
  }

  private Segment loadClosed(Opened opened, long counted) throws IOException {
    long size = opened.file().size();
    long end = counted < 0 ? size : Math.min(size, counted);
    if (counted > size) {
      damaged(new Damage(opened.path(), size, counted - size));
    }
    Path beside = Segment.sidecar(opened.path());
    Sidecar sidecar = Sidecar.read(beside, end, this::head).orElse(null);
    if (sidecar != null) {
      return new Segment(
          opened.path(), opened.header(), opened.file(), sidecar, end, sidecar.lastPosition());
    }
    Found found = scan(opened, end);
    if (disk.isWritable()) {
      Sidecar.write(beside, end, found.lastPosition, found.index);
    }
    return new Segment(
        opened.path(), opened.header(), opened.file(), found.index, end, found.lastPosition);
  }

  private Segment loadLast(Opened opened) throws IOException {
    long size = opened.file().size();
    Found found = scan(opened, size);
    if (found.end < size && disk.isWritable()) {
      LOG.warn(
          "Segment {} ended in a torn write: {} bytes from offset {} cut off, none of them was"
              + " acknowledged",
          opened.path(),
          size - found.end,
          found.end);
      opened.file().truncate(found.end);
      opened.file().force();
    }
    return new Segment(
        opened.path(), opened.header(), opened.file(), found.index, found.end, found.lastPosition);
  }

  /** What a walk over a segment finds. */
  private static final class Found {
    private final MemoryIndex index = new MemoryIndex();
    private long end = SegmentHeader.LENGTH;
    private long lastPosition;
    private @Nullable Damage pending;
  }

  private Found scan(Opened opened, long to) throws IOException {
    Found found = new Found();
    found.lastPosition = opened.header().position() - 1;
    SegmentScan scan = new SegmentScan(opened.file(), opened.path(), d -> found.pending = d);
    scan.walk(
        SegmentHeader.LENGTH,
        to,
        (bytes, at, length, offset) -> {
          if (found.pending != null) {
            damaged(found.pending);
            found.pending = null;
          }
          String stream = Frames.stream(bytes, at);
          int count = Frames.count(bytes, at);
          long sequence = Frames.sequence(bytes, at);
          found.index.add(stream, Frames.position(bytes, at), sequence, count, (int) offset);
          found.lastPosition = Frames.position(bytes, at) + count - 1;
          found.end = offset + length;
          head(stream, sequence + count - 1);
          return true;
        });
    return found;
  }

  private void head(String stream, long sequence) {
    heads.merge(stream, sequence, Math::max);
  }

  /** Tells of bytes that cannot be read. */
  void damaged(Damage damage) {
    damageCount.incrementAndGet();
    if (damages.size() < REMEMBERED_DAMAGE && !damages.contains(damage)) {
      damages.add(damage);
      LOG.error("The event log is damaged: {}; left out", damage);
    }
  }

  List<Damage> damages() {
    return List.copyOf(damages);
  }

  long damageCount() {
    return damageCount.get();
  }

  /** Last sequence number of every stream, as far as it is on disk. */
  Map<String, Long> heads() {
    return heads;
  }

  /** Oldest first. */
  List<Segment> all() {
    return segments;
  }

  @Nullable Segment last() {
    List<Segment> present = List.copyOf(segments);
    return present.isEmpty() ? null : present.getLast();
  }

  /** The segment behind {@code segment}, or null. */
  @Nullable Segment after(Segment segment) {
    int index = segments.indexOf(segment);
    return index + 1 < segments.size() ? segments.get(index + 1) : null;
  }

  /** The segment that holds {@code position} or, when none does, the first one behind it. */
  @Nullable Segment holding(long position) {
    for (Segment segment : segments) {
      if (segment.lastPosition() >= position || after(segment) == null) {
        return segment;
      }
    }
    return null;
  }

  /** Begins a file for events from {@code position} on. */
  Segment begin(long position) throws IOException {
    Segment before = last();
    if (before != null && before.isEmpty() && before.firstPosition() == position) {
      segments.remove(before);
      before.file().close();
      disk.delete(before.path());
      before = last();
    }
    Path path = Segment.path(folder, position);
    disk.delete(path);
    SegmentHeader header = new SegmentHeader(position, before == null ? -1 : before.end());
    DiskFile file = disk.create(path);
    try {
      file.write(header.encode(), 0);
      disk.forceFolder(folder);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    Segment segment =
        new Segment(path, header, file, new MemoryIndex(), SegmentHeader.LENGTH, position - 1);
    segments.add(segment);
    return segment;
  }

  void close() throws IOException {
    for (Segment segment : segments) {
      segment.file().close();
    }
  }
}
