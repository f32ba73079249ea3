// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

/** What happens at a station of a fleet by itself. All methods on the station's thread. */
interface Life {
  /** The station came into service: for the first time, or again. */
  void inService();

  /** A CALL of the CSMS arrived. */
  default void called(String action) {}
}
