// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A second folder for a log's older segments, on a disk that may be slow and cheap. A file in the
 * log's folder names it; the log reads on both sides of the border as if there were none.
 */
public final class LogArchive {
  private static final String POINTER = "archive.path";

  private LogArchive() {}

  /**
   * Moves the segments of a range of a log that no server uses. Copies are on disk before anything
   * is deleted.
   *
   * @return how many were moved
   * @throws IOException also when the log is open, or has an archive elsewhere
   */
  public static int move(Path folder, Path archive, ArchiveRange range) throws IOException {
    try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
      return move(log, archive, range);
    }
  }

  /**
   * The same for a log that is in use: the latest segment always stays, and one whose index is not
   * written yet.
   *
   * @throws IOException also when there is an archive elsewhere, or another thread moves or
   *     rewrites segments
   */
  public static int move(SegmentedLog log, Path archive, ArchiveRange range) throws IOException {
    if (!log.maintenance().tryLock()) {
      throw new IOException("segments of the event log are being moved or rewritten already");
    }
    try {
      Path target = target(log.folder(), archive);
      List<Segment> closed = log.closed();
      List<Segment> old = new ArrayList<>();
      for (Segment segment : closed.subList(0, Math.max(0, closed.size() + 1 - range.keep()))) {
        if (log.folder().equals(segment.path().getParent())
            && segment.index() instanceof Sidecar
            && range.holds(segment)) {
          old.add(segment);
        }
      }
      List<Path> files = old.stream().map(Segment::path).toList();
      copy(files, log.folder(), target);
      for (Segment segment : old) {
        Path moved = target.resolve(segment.path().getFileName());
        Sidecar index =
            Sidecar.read(Segment.sidecar(moved), segment.end(), (stream, head) -> {})
                .orElseThrow(() -> new IOException("the copied index of " + moved + " is damaged"));
        segment.moved(moved, index);
      }
      delete(files);
      return old.size();
    } finally {
      log.maintenance().unlock();
    }
  }

  private static Path target(Path folder, Path archive) throws IOException {
    Path target = archive.toAbsolutePath().normalize();
    Path known = of(folder);
    if (known != null && !known.equals(target)) {
      throw new IOException("the archive of this log is in " + known);
    }
    if (target.equals(folder.toAbsolutePath().normalize())) {
      throw new IOException("the archive cannot be the log's own folder");
    }
    return target;
  }

  /** Copies segments with their indices and names the archive; all on disk at the return. */
  private static void copy(List<Path> segments, Path folder, Path target) throws IOException {
    Files.createDirectories(target);
    for (Path segment : segments) {
      copy(segment, target);
      copy(Segment.sidecar(segment), target);
    }
    FileDisk disk = new FileDisk();
    disk.forceFolder(target);
    Path fresh = folder.resolve(POINTER + ".new");
    Files.writeString(fresh, target + "\n");
    Files.move(
        fresh,
        folder.resolve(POINTER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    disk.forceFolder(folder);
  }

  private static void delete(List<Path> segments) throws IOException {
    for (Path segment : segments) {
      Files.delete(segment);
      Files.deleteIfExists(Segment.sidecar(segment));
    }
  }

  /** All segments of a log, in the archive and in its folder, oldest first. */
  static List<Path> segments(Path folder) throws IOException {
    return merge(folder, list(folder));
  }

  /**
   * Adds the archived segments to those in the log's folder, oldest first.
   *
   * @throws IOException when there is an archive that cannot be reached
   */
  static List<Path> merge(Path folder, List<Path> here) throws IOException {
    Path archive = of(folder);
    if (archive == null) {
      return here;
    }
    if (!Files.isDirectory(archive)) {
      throw new IOException(
          "the archive of the event log in " + folder + " cannot be reached: " + archive);
    }
    Map<String, Path> all = new TreeMap<>();
    list(archive).forEach(file -> all.put(file.getFileName().toString(), file));
    here.forEach(file -> all.put(file.getFileName().toString(), file));
    return new ArrayList<>(all.values());
  }

  private static @org.jspecify.annotations.Nullable Path of(Path folder) throws IOException {
    Path pointer = folder.resolve(POINTER);
    return Files.exists(pointer) ? Path.of(Files.readString(pointer).strip()) : null;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Path target = folder.resolve(file.getFileName());
    Files.copy(
        file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
