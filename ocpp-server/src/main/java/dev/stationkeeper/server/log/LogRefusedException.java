// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.io.Serial;

/** The log took nothing of a batch and says why: too much waits, or the disk is nearly full. */
public final class LogRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  LogRefusedException(String message) {
    super(message);
  }
}
