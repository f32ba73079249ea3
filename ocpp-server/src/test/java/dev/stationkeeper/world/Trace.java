// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import java.util.ArrayDeque;
import java.util.List;

/** What happened in a world: a hash over all of it and the last lines of it. */
final class Trace {
  private static final int KEPT = 250;

  private record Line(long nanos, String what) {}

  private final ArrayDeque<Line> last = new ArrayDeque<>();
  private long hash = 0xcbf29ce484222325L;
  private long lines;

  void note(long nanos, String what) {
    lines++;
    mix(nanos);
    mix(what);
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.add(new Line(nanos, what));
  }

  /** FNV-1a over every line so far and its time. */
  long hash() {
    return hash;
  }

  long lines() {
    return lines;
  }

  List<String> last() {
    return last.stream()
        .map(line -> "%13.6f s  %s".formatted(line.nanos() / 1e9, line.what()))
        .toList();
  }

  private void mix(long number) {
    hash = (hash ^ number) * 0x100000001b3L;
  }

  private void mix(String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
  }
}
