// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.List;

/**
 * One way in which a payload breaks its definition.
 *
 * @param kind the rule that is broken
 * @param path where, as a JSON pointer, for example {@code /meterValue/0/timestamp}
 * @param text the offending value: the characters of a string, else its JSON; empty where there is
 *     none
 * @param rule what the definition wants, in words, for example {@code at most 20 characters}
 * @param choices of an {@link Kind#UNKNOWN_VALUE} the values that the list has, else empty
 */
public record Fault(Kind kind, String path, String text, String rule, List<String> choices) {
  /** The rule that a {@link Kind#WRONG_TYPE} breaks where no fraction may be. */
  public static final String WHOLE_NUMBER = "must be a whole number";

  private static final int MAX_DESCRIPTION = 255;

  public Fault {
    choices = List.copyOf(choices);
  }

  /** A fault that has nothing to do with a list of values. */
  public Fault(Kind kind, String path, String text, String rule) {
    this(kind, path, text, rule, List.of());
  }

  /** The rules of a definition. */
  public enum Kind {
    /** The payload is not one readable JSON object. */
    NO_OBJECT,
    MISSING_MEMBER,
    EXTRA_MEMBER,
    /** A list with too few or too many items. */
    ITEM_COUNT,
    /** Another JSON type, for example a string for a number. */
    WRONG_TYPE,
    TOO_LONG,
    /** A text that the closed list of the member does not have. */
    UNKNOWN_VALUE,
    OUT_OF_RANGE,
    /** A decimal that is not a multiple of the member's step. */
    NOT_A_MULTIPLE,
    /** A text that is no RFC 3339 date and time. */
    BAD_DATE_TIME,
    BAD_URI;

    /** The code that answers such a fault, in the spelling of {@code version}. */
    public ErrorCode code(OcppVersion version) {
      boolean corrected = version.isAtLeast(OcppVersion.V2_0_1);
      return switch (this) {
        case NO_OBJECT -> corrected ? ErrorCode.FORMAT_VIOLATION : ErrorCode.FORMATION_VIOLATION;
        case MISSING_MEMBER, EXTRA_MEMBER, ITEM_COUNT ->
            corrected
                ? ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION
                : ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION;
        case WRONG_TYPE -> ErrorCode.TYPE_CONSTRAINT_VIOLATION;
        case TOO_LONG, UNKNOWN_VALUE, OUT_OF_RANGE, NOT_A_MULTIPLE, BAD_DATE_TIME, BAD_URI ->
            ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
      };
    }
  }

  /** This fault as the peer is told of it. */
  public Violation in(OcppVersion version) {
    String where = path.isEmpty() ? "payload" : path;
    return new Violation(kind.code(version), path, shortened(where + ": " + rule));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION - 3) + "...";
  }
}
