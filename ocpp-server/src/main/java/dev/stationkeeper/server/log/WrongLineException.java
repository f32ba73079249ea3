// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import java.io.IOException;
import java.io.Serial;

/** A line of an import that is no event of the log. */
public final class WrongLineException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final long line;

  WrongLineException(long line, String why) {
    super("line " + line + ": " + why);
    this.line = line;
  }

  /** Its number, from 1. */
  public long line() {
    return line;
  }
}
