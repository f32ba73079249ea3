// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

/** Another writer appended to the station first: this engine no longer owns it. */
public final class LogConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  public LogConflictException(String message) {
    super(message);
  }
}
