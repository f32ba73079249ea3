// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

/** A payload does not fit the type that was asked for. Left uncaught, it is a crash. */
public final class PayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PayloadException(String message) {
    super(message);
  }

  public PayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
