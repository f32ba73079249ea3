// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import org.jspecify.annotations.Nullable;

/** A logged text is no event of this build. */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
