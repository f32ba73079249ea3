// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import dev.stationkeeper.ocpp.Fault;

/** Carries the first fault out of nested readers or writers; without a stack trace, for speed. */
final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  FaultException(Fault fault) {
    super(fault.rule(), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
