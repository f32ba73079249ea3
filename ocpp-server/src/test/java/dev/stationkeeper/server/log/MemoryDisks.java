// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the real log on a disk in memory. */
public final class MemoryDisks {
  private MemoryDisks() {}

  /** {@code durable} false acknowledges without waiting for the disk. */
  public static SegmentedLog open(Path folder, MemoryDisk disk, boolean durable)
      throws IOException {
    return SegmentedLog.open(new LogSettings(folder, 32_768, 16 << 20, 0, durable), disk);
  }
}
