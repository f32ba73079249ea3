// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.nio.file.Path;

/**
 * How the log is kept.
 *
 * @param folder where its segments lie
 * @param segmentBytes a segment that is longer is closed and the next begun; below 2 GiB
 * @param pendingBytes what may wait for the disk; more is refused
 * @param diskFloorBytes with less than this left on the disk every append is refused
 * @param durable false never waits for the disk: a power cut may take what was acknowledged; a kill
 *     of the process does not
 */
public record LogSettings(
    Path folder, int segmentBytes, long pendingBytes, long diskFloorBytes, boolean durable) {
  public LogSettings {
    if (segmentBytes < 4_096 || segmentBytes > 1 << 30) {
      throw new IllegalArgumentException("segmentBytes is 4 KiB to 1 GiB: " + segmentBytes);
    }
    if (pendingBytes < 1) {
      throw new IllegalArgumentException("pendingBytes is positive: " + pendingBytes);
    }
  }

  /** Segments of 128 MiB, 64 MiB waiting, refuses below 256 MiB left on the disk, durable. */
  public static LogSettings in(Path folder) {
    return new LogSettings(folder, 128 << 20, 64L << 20, 256L << 20, true);
  }
}
