// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the sidecar of a segment that takes no more, beside the writer and not before it. */
final class SegmentCloser {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentCloser.class);

  private final Executor executor;

  SegmentCloser(Executor executor) {
    this.executor = executor;
  }

  void close(Segment segment) {
    executor.execute(() -> index(segment));
  }

  /**
   * Without its sidecar the segment keeps its index in memory, and the next start reads it whole.
   */
  private static void index(Segment segment) {
    if (!(segment.index() instanceof MemoryIndex index)) {
      return;
    }
    var file = Segment.sidecar(segment.path());
    try {
      Sidecar.write(file, segment.end(), segment.lastPosition(), index);
      Sidecar.read(file, segment.end(), (stream, head) -> {}).ifPresent(segment::indexedBy);
    } catch (IOException e) {
      LOG.warn("Cannot write the index of {}: {}", segment.path(), e.getMessage());
    }
  }
}
