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
   * Keeps every value that its member's type can hold, whatever its limits say: for a payload that
   * has been judged already, by what the station is forgiven.
   */
  Leniency KEEP =
      fault ->
          switch (fault.kind()) {
            case EXTRA_MEMBER,
                ITEM_COUNT,
                TOO_LONG,
                UNKNOWN_VALUE,
                OUT_OF_RANGE,
                NOT_A_MULTIPLE,
                BAD_URI ->
                Optional.of(fault.text());
            case NO_OBJECT, MISSING_MEMBER, WRONG_TYPE, BAD_DATE_TIME -> Optional.empty();
          };

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
