// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

/** What the process tells a script. */
final class ExitCode {
  static final int OK = 0;

  /** The server, or something on the way, failed. */
  static final int FAILED = 1;

  /** The command line, or what it names, is wrong. */
  static final int USAGE = 2;

  /** The server or the station cannot be reached. */
  static final int OFFLINE = 3;

  /** The server or the station said no. */
  static final int REJECTED = 4;

  /** Nobody answered in time. */
  static final int TIMED_OUT = 5;

  private ExitCode() {}
}
