// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * One way in which a payload breaks its definition.
 *
 * @param kind the rule that is broken
 * @param path where, as a JSON pointer, for example {@code /meterValue/0/timestamp}
 * @param text the offending value: the characters of a string, else its JSON; empty where there is
 *     none
 * @param rule what the definition wants, in words, for example {@code at most 20 characters}
 */
public record Fault(Kind kind, String path, String text, String rule) {
  private static final int MAX_DESCRIPTION = 255;

  /** The rules of a definition, each with the error code that its breach has. */
  public enum Kind {
    /** The payload is not one readable JSON object. */
    NO_OBJECT(ErrorCode.FORMATION_VIOLATION, ErrorCode.FORMAT_VIOLATION),
    MISSING_MEMBER(
        ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION),
    EXTRA_MEMBER(
        ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION),
    /** A list with too few or too many items. */
    ITEM_COUNT(ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION),
    /** Another JSON type, for example a string for a number. */
    WRONG_TYPE(ErrorCode.TYPE_CONSTRAINT_VIOLATION),
    TOO_LONG(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION),
    /** A text that the closed list of the member does not have. */
    UNKNOWN_VALUE(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION),
    OUT_OF_RANGE(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION),
    /** A decimal that is not a multiple of the member's step. */
    NOT_A_MULTIPLE(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION),
    /** A text that is no RFC 3339 date and time. */
    BAD_DATE_TIME(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION),
    BAD_URI(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION);

    private final ErrorCode in16;
    private final ErrorCode in2;

    Kind(ErrorCode code) {
      this(code, code);
    }

    Kind(ErrorCode in16, ErrorCode in2) {
      this.in16 = in16;
      this.in2 = in2;
    }

    /** The code that answers such a fault, in the spelling of {@code version}. */
    public ErrorCode code(OcppVersion version) {
      return version.isAtLeast(OcppVersion.V2_0_1) ? in2 : in16;
    }
  }

  /** This fault as the peer is told of it. */
  public Violation in(OcppVersion version) {
    String where = path.isEmpty() ? "payload" : path;
    return new Violation(kind.code(version), path, shortened(where + ": " + rule));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_DESCRIPTION
        ? text
        : text.substring(0, MAX_DESCRIPTION - 3) + "...";
  }
}
