// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.ocpp.StationId;

/**
 * The change of a station's password over the station itself (A01): stage the new one before it is
 * sent, then say what the station made of it. Until then both are good, so that no order of answer,
 * reboot and reconnect locks a station out; a station that connects with the staged one confirms it
 * by that. Thread-safe; each change is on disk when its stage is done.
 */
public interface StationCredentials {
  /** A fresh password that is good from now on beside the old one; to be sent to the station. */
  String stage(StationId station, String by);

  /**
   * The same for a password that somebody chose and that {@code command} brings to the station.
   * Those that were staged before it stay good until one of them, or this one, is settled or used.
   */
  void stage(StationId station, String password, String command, String by);

  /**
   * The command has told the password's fate: {@code taken}, and those before it are good no more,
   * or not, and it is not. One that was staged after it is good as before.
   */
  void settle(StationId station, String command, boolean taken);

  /** The station has the newest: those before it are good no more. */
  void confirm(StationId station, String by);

  /** The station did not take the newest. */
  void drop(StationId station, String reason);
}
