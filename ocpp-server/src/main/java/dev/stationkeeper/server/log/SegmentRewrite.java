// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes frames of a segment that is written no more, each in its place: beside, and then by one
 * rename. A segment without a change is only read.
 */
final class SegmentRewrite {
  private SegmentRewrite() {}

  /** What becomes of a frame. */
  interface Change {
    /** Changes the frame, not its length; in how many places, 0 for not at all. */
    int in(byte[] frame);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Changed(byte[] frame, long offset, int places) {}

  /**
   * Changes what is to be changed; on disk when this returns.
   *
   * @return in how many places
   */
  static long run(Path segment, Change change) throws IOException {
    Path fresh = beside(segment);
    FileDisk disk = new FileDisk();
    @Nullable DiskFile to = null;
    boolean whole = false;
    long places = 0;
    try (DiskFile from = disk.open(segment)) {
      SegmentScan scan = new SegmentScan(from, segment, damage -> {});
      List<Changed> changed = new ArrayList<>();
      long end = from.size();
      for (long at = SegmentHeader.LENGTH; at < end; ) {
        at =
            scan.walk(
                at,
                end,
                (bytes, i, length, offset) -> !take(bytes, i, length, offset, change, changed));
        for (Changed one : changed) {
          if (to == null) {
            Files.copy(segment, fresh, StandardCopyOption.REPLACE_EXISTING);
            to = disk.open(fresh);
          }
          to.write(ByteBuffer.wrap(one.frame()), one.offset());
          places += one.places();
        }
        changed.clear();
      }
      if (to != null) {
        to.force();
      }
      whole = true;
    } finally {
      if (to != null) {
        to.close();
      }
      if (!whole) {
        Files.deleteIfExists(fresh); // it may have what is to go
      }
    }
    if (to != null) {
      Files.move(
          fresh, segment, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      disk.forceFolder(requireNonNull(segment.getParent()));
    }
    return places;
  }

  /** Where it is written meanwhile. */
  static Path beside(Path segment) {
    return segment.resolveSibling(segment.getFileName() + ".erased");
  }

  private static boolean take(
      byte[] bytes, int at, int length, long offset, Change change, List<Changed> changed) {
    byte[] frame = Arrays.copyOfRange(bytes, at, at + length);
    int places = change.in(frame);
    if (places > 0) {
      Frames.seal(frame, Frames.position(frame, 0), Frames.sequence(frame, 0));
      changed.add(new Changed(frame, offset, places));
    }
    return places > 0;
  }
}
