// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Copies a log while a server writes it. Segments only grow, and a batch is whole or not there, so
 * a copy that ends anywhere is a log that ended a moment earlier: what is half copied is cut off
 * when the copy is opened. Everything else in a data folder can be made again from the log.
 */
public final class LogBackup {
  private LogBackup() {}

  /**
   * What was done.
   *
   * @param copied segments written
   * @param kept segments that were in the backup already, from the run before
   */
  public record Result(int copied, int kept, long bytes) {}

  /**
   * Copies the segments of the log in {@code log} to {@code folder}, which is made; a backup of the
   * same log that is there is brought up to date. On disk when this returns.
   *
   * @throws IOException also when {@code folder} has the backup of another log
   */
  public static Result write(Path log, Path folder) throws IOException {
    Files.createDirectories(folder);
    refuseAnother(log, folder);
    int copied = 0;
    int kept = 0;
    long bytes = 0;
    for (Path segment : LogArchive.segments(log)) {
      Path target = folder.resolve(segment.getFileName());
      long size = Files.size(segment);
      FileTime changed = Files.getLastModifiedTime(segment); // an erasure keeps the size
      if (Files.exists(target)
          && Files.size(target) == size
          && Files.getLastModifiedTime(target).equals(changed)) {
        kept++;
      } else {
        bytes += copy(segment, target, size);
        Files.setLastModifiedTime(target, changed);
        copied++;
      }
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return new Result(copied, kept, bytes);
  }

  /**
   * Makes a log in {@code log} of the backup in {@code folder}.
   *
   * @throws IOException when there is a log already, or no backup
   */
  public static Result restore(Path folder, Path log) throws IOException {
    if (!Files.isDirectory(folder) || LogArchive.segments(folder).isEmpty()) {
      throw new IOException("there is no backup in " + folder);
    }
    if (Files.isDirectory(log) && !LogArchive.segments(log).isEmpty()) {
      throw new IOException("there is an event log in " + log + " already");
    }
    return write(/* log= */ folder, /* folder= */ log);
  }

  private static void refuseAnother(Path log, Path folder) throws IOException {
    List<Path> there = LogArchive.segments(folder);
    List<Path> here = LogArchive.segments(log);
    if (there.isEmpty() || here.isEmpty()) {
      return;
    }
    for (Path old : there) {
      Path same =
          here.stream()
              .filter(file -> file.getFileName().equals(old.getFileName()))
              .findFirst()
              .orElse(log.resolve(old.getFileName()));
      if (!Files.exists(same)
          || Files.size(same) < Files.size(old)
          || !header(same).equals(header(old))) {
        throw new IOException(
            folder
                + " has the backup of another log: "
                + old.getFileName()
                + " is not of this one");
      }
    }
  }

  /** Header, and place and stream of the first batch: what an erasure leaves as it is. */
  private static ByteBuffer header(Path segment) throws IOException {
    try (var in = Files.newInputStream(segment)) {
      byte[] begin = in.readNBytes(SegmentHeader.LENGTH + Frames.HEADER + Frames.BODY_HEADER + 4);
      for (int i = 8; i < Math.min(12, begin.length - SegmentHeader.LENGTH); i++) {
        begin[SegmentHeader.LENGTH + i] = 0; // the checksum
      }
      return ByteBuffer.wrap(begin);
    }
  }

  private static long copy(Path from, Path to, long size) throws IOException {
    Path fresh = to.resolveSibling(to.getFileName() + ".new");
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      long done = 0;
      while (done < size) {
        long some = in.transferTo(done, size - done, out);
        if (some <= 0) {
          break; // a torn tail was cut off meanwhile
        }
        done += some;
      }
      out.force(true);
    }
    Files.move(
        fresh,
        to,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return size;
  }
}
