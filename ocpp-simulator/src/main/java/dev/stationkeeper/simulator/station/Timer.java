// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import org.jspecify.annotations.Nullable;

/**
 * One re-settable timer. Moving it later only notes the new time and lets the old alarm find out,
 * so that a deadline set and taken back for every message costs no timer queue operation.
 */
final class Timer {
  private static final long UNSET = Long.MAX_VALUE;

  private final Timing timing;
  private final Runnable task;
  private Timing.@Nullable Alarm alarm;
  private long alarmAt = UNSET;
  private long dueAt = UNSET;
  private long rangFor;

  Timer(Timing timing, Runnable task) {
    this.timing = timing;
    this.task = task;
  }

  /** Runs the task in {@code delayNanos}; replaces what was set before. */
  void set(long delayNanos) {
    dueAt = timing.nanoTime() + Math.max(0, delayNanos);
    if (alarm != null && alarmAt - dueAt <= 0) {
      return;
    }
    if (alarm != null) {
      alarm.cancel();
    }
    arm();
  }

  void clear() {
    dueAt = UNSET;
  }

  /** Also lets go of the alarm, for a station that will not come back. */
  void discard() {
    dueAt = UNSET;
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }

  boolean isSet() {
    return dueAt != UNSET;
  }

  /** The moment for which the task that runs now was set, however late it is. */
  long rangFor() {
    return rangFor;
  }

  private void arm() {
    alarmAt = dueAt;
    alarm = timing.after(Math.max(0, dueAt - timing.nanoTime()), this::rang);
  }

  private void rang() {
    alarm = null;
    if (dueAt == UNSET) {
      return;
    }
    if (dueAt - timing.nanoTime() > 0) {
      arm();
      return;
    }
    rangFor = dueAt;
    dueAt = UNSET;
    task.run();
  }
}
