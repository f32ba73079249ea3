// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

/** The log did not take a change, for example because its disk is full: it has not happened. */
public final class NotKeptException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** With what the log said. */
  public NotKeptException(Throwable cause) {
    super("the log did not take the change", cause);
  }
}
