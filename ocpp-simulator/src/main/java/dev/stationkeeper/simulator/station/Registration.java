// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/** What the CSMS made of the last BootNotification. */
public enum Registration {
  /** No boot answered since the station was powered up. */
  NONE,
  PENDING,
  REJECTED,
  ACCEPTED
}
