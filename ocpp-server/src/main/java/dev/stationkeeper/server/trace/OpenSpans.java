// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.trace;

import io.opentelemetry.api.trace.Span;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Spans that have begun, by what they are of. Bounded: the oldest is ended first. Thread-safe. */
final class OpenSpans<K> {
  /** Of one kind. */
  static final int MOST = 50_000;

  private final LinkedHashMap<K, Span> open = new LinkedHashMap<>();
  private final Runnable shed;

  /** {@code shed} is told when a span had to end before its time. */
  OpenSpans(Runnable shed) {
    this.shed = shed;
  }

  void put(K of, Span span) {
    Span eldest = null;
    synchronized (open) {
      open.put(of, span);
      if (open.size() > MOST) {
        var first = open.pollFirstEntry();
        eldest = first == null ? null : first.getValue();
      }
    }
    if (eldest != null) {
      eldest.end();
      shed.run();
    }
  }

  @Nullable Span get(K of) {
    synchronized (open) {
      return open.get(of);
    }
  }

  @Nullable Span remove(K of) {
    synchronized (open) {
      return open.remove(of);
    }
  }
}
