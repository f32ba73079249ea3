// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

/** A verb cannot be done; the message is for stderr, the code for the shell. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CliException(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
