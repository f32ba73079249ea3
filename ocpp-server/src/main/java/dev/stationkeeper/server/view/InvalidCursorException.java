// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

/** A cursor that no page gave out. */
public final class InvalidCursorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidCursorException(String cursor, Throwable cause) {
    super("not a cursor of this list: " + cursor, cause);
  }
}
