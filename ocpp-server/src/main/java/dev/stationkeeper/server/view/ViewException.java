// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

/** A read model could not be read or written; the log is untouched. */
public final class ViewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ViewException(String message, Throwable cause) {
    super(message, cause);
  }
}
