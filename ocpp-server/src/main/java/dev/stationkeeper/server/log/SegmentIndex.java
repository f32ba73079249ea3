// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;

/** Where the frames of one segment lie. */
interface SegmentIndex {
  /** Nothing of that stream. */
  Refs NONE = new Refs(new long[0], new int[0]);

  /** The frames of a stream, in order. */
  Refs frames(String stream) throws IOException;

  /** An offset at or before the frame that holds {@code position}, not far from it. */
  long offsetBefore(long position);

  /**
   * Frames of one stream.
   *
   * @param sequences first sequence number of each
   * @param offsets where each lies in the file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and there are many of them
  record Refs(long[] sequences, int[] offsets) {}
}
