// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One way in which stations in the field break the rules, and what is read instead. Named and not
 * switched on for all: each use is a fact about a station that its operator can see and count.
 */
public enum Quirk {
  /** Members that no definition has; kept in {@code Decoded.Ok.extras}. On for every station. */
  EXTRA_MEMBERS("extra-members"),

  /** Texts beyond their limit; kept whole, up to 8192 characters. */
  OVER_LONG_STRINGS("over-long-strings"),

  /** Numbers outside their range; kept. */
  OUT_OF_RANGE("out-of-range"),

  /** Decimals that are no multiple of the step (1.6, limits in tenths); kept. */
  DECIMAL_STEPS("decimal-steps"),

  /** Lists that are empty or too long; kept. */
  LIST_LENGTHS("list-lengths"),

  /** Numbers and truth values in quotes, and texts without; read as the wanted type. */
  SCALAR_TYPES("scalar-types"),

  /** {@code 300.4} where a whole number is wanted; the fraction is cut off. */
  FRACTIONS("fractions"),

  /** A time without zone; read as UTC. */
  TIMESTAMPS_WITHOUT_ZONE("timestamps-without-zone"),

  /** A space for the T, {@code +0100}, {@code +01}, no seconds; read as meant, UTC if no zone. */
  ODD_TIMESTAMPS("odd-timestamps"),

  /** {@code accepted} for {@code Accepted}; read as the value that differs in case only. */
  LOWER_CASE_ENUMS("lower-case-enums"),

  /**
   * {@code C}, {@code °C}, {@code celcius} and the like as unit; read as {@code Celsius}. The
   * spelling {@code Celcius} itself is in the list of 1.6 and needs no quirk.
   */
  CELCIUS("celcius"),

  /** {@code Hertz} or {@code Hz} as unit of a frequency, for which 1.6 has none; kept. */
  FREQUENCY_UNIT("frequency-unit"),

  /**
   * A token type that no list has; kept. Also: the type may differ between the messages about one
   * token, so whoever compares tokens must leave it out ({@link QuirkProfile#has}).
   */
  TOKEN_TYPE("token-type"),

  /** 1.6: an own error code in StatusNotification; read as {@code OtherError}. */
  ERROR_CODES("error-codes"),

  /** Any other value that a closed list does not have; kept as an unknown value. */
  UNKNOWN_VALUES("unknown-values");

  private final String id;

  Quirk(String id) {
    this.id = id;
  }

  /** The name in configuration and metrics, for example {@code over-long-strings}. */
  public String id() {
    return id;
  }

  /**
   * The quirk with that name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static Quirk of(String id) {
    for (Quirk quirk : values()) {
      if (quirk.id.equals(id)) {
        return quirk;
      }
    }
    throw new IllegalArgumentException(
        "No quirk is named "
            + id
            + "; there are "
            + Arrays.stream(values()).map(Quirk::id).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return id;
  }
}
