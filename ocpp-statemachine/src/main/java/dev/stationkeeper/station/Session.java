// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

/** What is true of the present connection only, and dies with it or with the process. */
public record Session() {
  /** No connection. */
  public static final Session NONE = new Session();
}
