// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong, and how often; nothing any more once the world is to come to rest. */
final class Faults {
  private final Kernel kernel;
  private final boolean logBreaks;
  private @Nullable Runnable pending;
  private boolean off;
  private long brokenUntil;

  Faults(Kernel kernel) {
    this.kernel = kernel;
    this.logBreaks = kernel.percent(30);
  }

  void off() {
    off = true;
  }

  boolean areOff() {
    return off;
  }

  /** On the way through the network: mostly quick, at times a stall. */
  Duration lag() {
    return !off && kernel.percent(4) ? kernel.millis(500, 9_000) : kernel.millis(1, 40);
  }

  Duration writing() {
    return !off && kernel.percent(2) ? kernel.millis(100, 5_000) : kernel.micros(3_000);
  }

  /** The disk is full or broken for a while. */
  boolean logRefuses() {
    if (off || !logBreaks) {
      return false;
    }
    if (kernel.percent(1)) {
      brokenUntil = kernel.nanos() + kernel.millis(0, 3_000).toNanos();
      return true;
    }
    return kernel.nanos() < brokenUntil;
  }

  boolean logThrows() {
    return !off && logBreaks && kernel.below(400) == 0;
  }

  /** The write that a power cut would hit now; null when there is none. */
  void pending(@Nullable Runnable cutWhileWriting) {
    pending = cutWhileWriting;
  }

  /** The power goes: half of the time in the middle of a write. */
  void cut() {
    Runnable writing = pending;
    pending = null;
    if (writing != null && kernel.percent(50)) {
      writing.run();
    }
  }
}
