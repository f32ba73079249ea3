// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.Optional;

/**
 * Decides which faults of an incoming payload are let pass. Asked once per fault, only when there
 * is one, on the decoding thread; must be thread-safe and quick.
 */
@FunctionalInterface
public interface Leniency {
  /** Lets nothing pass: the rule for everything that we send. */
  Leniency STRICT = fault -> Optional.empty();

  /** The default for what stations send: extra members pass and are counted, nothing else does. */
  Leniency EXTRA_MEMBERS =
      fault ->
          fault.kind() == Fault.Kind.EXTRA_MEMBER ? Optional.of(fault.text()) : Optional.empty();

  /**
   * What to read in place of the faulty value.
   *
   * @return empty to refuse; the fault's own text to keep the value as it is; another text to read
   *     that instead ({@code Accepted} for {@code accepted}, {@code 12} for {@code "12"}, a time
   *     with its zone). A text that cannot be read as the member's type is refused all the same; a
   *     missing member and an object or list of the wrong type cannot be mended.
   */
  Optional<String> mend(Fault fault);
}
