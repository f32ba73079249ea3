// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

/** Where a slot is in its life. Work is dispatched in {@link #RUNNING} only. */
public enum SlotState {
  /** The first instance is being opened, or the plugin itself is. Work is held. */
  STARTING,
  /** An instance serves. */
  RUNNING,
  /** A new instance is being opened after a crash. Work is held. */
  RESTARTING,
  /** A pause before the next restart. Work is held. */
  BACKOFF,
  /** Swap: work is held. */
  HELD,
  /** Crashed too often, cannot work, or stopped by an operator. Requests pass, events are lost. */
  QUARANTINED,
  /** The instance is in its {@code onStop}. Requests pass. */
  STOPPING,
  /** The end. */
  REMOVED
}
