// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.Locale;

/** The kinds of failure, as far as they are treated differently or told apart by operators. */
public enum FailureClass {
  EXCEPTION,
  ERROR,
  STACK_OVERFLOW,
  /** Quarantined on the second. */
  OUT_OF_MEMORY,
  /** Built against another SPI; a restart cannot help. Quarantined at once. */
  INCOMPATIBLE,
  /** Null, or nothing that the protocol allows. */
  INVALID_ANSWER,
  /** Did not come back by deadline and grace. */
  HUNG;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name that metrics carry. */
  public String label() {
    return label;
  }
}
