// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many of the files that the operating system lets this process open are for stations. It must
 * never come to the last one: the WebSocket library gives its listening socket up for good when it
 * cannot accept.
 */
final class OpenFiles {
  /** For log, read models, jars, plugins, and the operators' connections (1,000). */
  private static final int OTHERS = 2_000;

  private static final int PLENTY = 1_000_000;
  private static final int FEW = 100;

  private OpenFiles() {}

  /** At least one. */
  static int forStations() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? forStations(unix.getMaxFileDescriptorCount())
        : PLENTY;
  }

  /** False while hardly a file can be opened any more. */
  static boolean areLeft() {
    return !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
        || unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() > FEW;
  }

  /** Of that many; where there are few, half of them. */
  static int forStations(long all) {
    return (int) Math.clamp(Math.max(all - OTHERS, all / 2), 1, PLENTY);
  }
}
