// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.nio.file.Path;

/**
 * Bytes of a segment that are no whole frame.
 *
 * @param file the segment
 * @param offset of the first bad byte
 * @param length until the next whole frame, or the end of the file
 */
public record Damage(Path file, long offset, long length) {
  @Override
  public String toString() {
    return length + " unreadable bytes at offset " + offset + " of " + file;
  }
}
