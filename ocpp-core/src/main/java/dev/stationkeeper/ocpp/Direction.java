// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/** Who may send the request of an action. */
public enum Direction {
  STATION_TO_CSMS,
  CSMS_TO_STATION,
  BOTH;

  /** True when a station may ask it. */
  public boolean fromStation() {
    return this != CSMS_TO_STATION;
  }

  /** True when a CSMS may ask it. */
  public boolean fromCsms() {
    return this != STATION_TO_CSMS;
  }
}
