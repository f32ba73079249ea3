// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

/** Why an update is not sent, in a sentence that repeats nothing of the address. */
final class RefusedFirmwareException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedFirmwareException(String sentence) {
    super(sentence);
  }
}
