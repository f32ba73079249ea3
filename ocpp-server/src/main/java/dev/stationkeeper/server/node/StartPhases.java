// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a start spends its time with: whatever came into being took the time since the one before.
 */
final class StartPhases {
  private static final Duration WORTH_TELLING = Duration.ofMillis(5);

  private record Phase(String what, Duration took) {}

  private final List<Phase> phases = new ArrayList<>();
  private long last = System.nanoTime();

  /** It is there. On the thread that starts. */
  void reached(String what) {
    long now = System.nanoTime();
    phases.add(new Phase(what, Duration.ofNanos(now - last)));
    last = now;
  }

  /** All that took a while, in the order of the start. */
  String tell() {
    return phases.stream()
        .filter(phase -> phase.took().compareTo(WORTH_TELLING) >= 0)
        .map(phase -> phase.what() + " " + phase.took().toMillis() + " ms")
        .collect(Collectors.joining(", "));
  }
}
