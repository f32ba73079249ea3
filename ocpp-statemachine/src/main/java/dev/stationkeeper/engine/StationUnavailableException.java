// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

/** A station's engine cannot take work now: overloaded, or its log has failed. Nothing was kept. */
public final class StationUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public StationUnavailableException(String message) {
    super(message);
  }
}
