// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/** A message that we were about to send breaks its definition; nothing was sent. */
public final class InvalidMessageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  /** For the first fault of a message of type {@code message}. */
  public InvalidMessageException(String message, Violation violation) {
    super(message + " " + violation.description());
    this.violation = violation;
  }

  /** The first fault. */
  public Violation violation() {
    return violation;
  }
}
