// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

/** The provider is there and will not take this notification. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String reason) {
    super(reason);
  }
}
