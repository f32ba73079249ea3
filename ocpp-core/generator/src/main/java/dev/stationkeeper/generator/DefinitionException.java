// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

/** A definition that cannot be understood; the message names the file and the place. */
public final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DefinitionException(String message) {
    super(message);
  }

  DefinitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
