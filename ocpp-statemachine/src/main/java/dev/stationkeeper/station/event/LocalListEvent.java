// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

/** What is known of a station's local authorization list. */
public sealed interface LocalListEvent extends BlockEvent {
  /**
   * The station told the version of its list, or took one.
   *
   * @param version 0: it has none; -1: it knows no such list (1.6)
   */
  record LocalListVersionTold(int version) implements LocalListEvent {}
}
