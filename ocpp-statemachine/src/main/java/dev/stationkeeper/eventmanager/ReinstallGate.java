// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;

/** Stands before every reinstall, so that a test can hold one open. */
@FunctionalInterface
public interface ReinstallGate {
  /** Holds nothing. */
  ReinstallGate OPEN = (station, handler, generation, proceed) -> proceed.run();

  /**
   * Called with the old instance fenced and the slot held, before the new one is opened.
   *
   * @param generation of the instance to come
   * @param proceed goes on; from any thread, once
   */
  void before(StationId station, HandlerId handler, int generation, Runnable proceed);
}
