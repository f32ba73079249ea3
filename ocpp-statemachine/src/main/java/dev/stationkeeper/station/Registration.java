// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

/**
 * Whether the station may take part. Outlives connections and restarts of the server (CON-19).
 *
 * @param status {@code Accepted}, {@code Pending}, {@code Rejected}; {@code None} before the first
 *     BootNotification was answered
 * @param intervalSeconds heartbeat interval, or the wait before the next BootNotification
 */
public record Registration(String status, int intervalSeconds) {
  public static final String ACCEPTED = "Accepted";
  public static final String PENDING = "Pending";
  public static final String REJECTED = "Rejected";

  static final Registration NONE = new Registration("None", 0);

  /** True when every message is served and every command may be sent. */
  public boolean isAccepted() {
    return status.equals(ACCEPTED);
  }

  /** True when the station waits and may be configured. */
  public boolean isPending() {
    return status.equals(PENDING);
  }
}
