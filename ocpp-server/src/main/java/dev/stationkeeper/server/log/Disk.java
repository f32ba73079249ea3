// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the log needs of a disk, and all that it touches: a test puts one in its place that is full,
 * slow or broken.
 */
interface Disk {
  /** Makes a file that must not exist. */
  DiskFile create(Path file) throws IOException;

  /** Opens a file for reading and writing. */
  DiskFile open(Path file) throws IOException;

  /** The files of a folder, which is made when it is not there, by name. */
  List<Path> list(Path folder) throws IOException;

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;

  /** Makes the names in a folder survive a power cut. */
  void forceFolder(Path folder) throws IOException;

  /** False for one that is only looked at: nothing is cut off, mended or indexed then. */
  default boolean isWritable() {
    return true;
  }

  /** Bytes that can still be written. */
  long usableBytes(Path folder) throws IOException;
}
