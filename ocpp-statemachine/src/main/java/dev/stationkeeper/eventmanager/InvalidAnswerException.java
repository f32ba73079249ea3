// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

/** A handler answered something that is no answer. Thrown by us in the vendor's place. */
final class InvalidAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidAnswerException(String message) {
    super(message, null, false, false);
  }
}
