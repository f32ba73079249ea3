// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a command must not be sent: rules of the specification that it breaks, of which the first is
 * told. Mutable, for one thread.
 */
public final class Reasons {
  private @Nullable String first;

  /**
   * Notes a rule.
   *
   * @param rule a sentence for the operator that says what is wrong and names the requirement
   */
  public Reasons when(boolean broken, String rule) {
    if (first == null && broken) {
      first = rule;
    }
    return this;
  }

  /** The first rule that is broken; empty when none is. */
  public Optional<String> first() {
    return Optional.ofNullable(first);
  }
}
