// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

/** Why a plugin or a handler is not used: a clause that its vendor or an operator can act on. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String reason) {
    super(reason);
  }

  RefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
