// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.Set;

/**
 * The code of a CALLERROR. An open set: any text of a peer is kept. The meanings below are spelt as
 * the connection's version spells them (OCPP-J part 4, 4.3; 1.6-J 4.2.3).
 *
 * @param name as on the wire
 */
public record ErrorCode(String name) {
  public static final ErrorCode NOT_IMPLEMENTED = new ErrorCode("NotImplemented");
  public static final ErrorCode NOT_SUPPORTED = new ErrorCode("NotSupported");
  public static final ErrorCode INTERNAL_ERROR = new ErrorCode("InternalError");
  public static final ErrorCode PROTOCOL_ERROR = new ErrorCode("ProtocolError");
  public static final ErrorCode SECURITY_ERROR = new ErrorCode("SecurityError");
  public static final ErrorCode PROPERTY_CONSTRAINT_VIOLATION =
      new ErrorCode("PropertyConstraintViolation");
  public static final ErrorCode TYPE_CONSTRAINT_VIOLATION =
      new ErrorCode("TypeConstraintViolation");
  public static final ErrorCode GENERIC_ERROR = new ErrorCode("GenericError");

  /** 2.x only; 1.6 writes {@link #FORMATION_VIOLATION}. */
  public static final ErrorCode FORMAT_VIOLATION = new ErrorCode("FormatViolation");

  /** 1.6 only; 2.x writes {@link #FORMAT_VIOLATION}. */
  public static final ErrorCode FORMATION_VIOLATION = new ErrorCode("FormationViolation");

  /** 2.x only; 1.6 writes {@link #OCCURENCE_CONSTRAINT_VIOLATION}. */
  public static final ErrorCode OCCURRENCE_CONSTRAINT_VIOLATION =
      new ErrorCode("OccurrenceConstraintViolation");

  /** 1.6 only, with the one r that its errata keep. */
  public static final ErrorCode OCCURENCE_CONSTRAINT_VIOLATION =
      new ErrorCode("OccurenceConstraintViolation");

  /** 2.x only. */
  public static final ErrorCode MESSAGE_TYPE_NOT_SUPPORTED =
      new ErrorCode("MessageTypeNotSupported");

  /** 2.x only. */
  public static final ErrorCode RPC_FRAMEWORK_ERROR = new ErrorCode("RpcFrameworkError");

  private static final Set<ErrorCode> CODES_16 =
      Set.of(
          NOT_IMPLEMENTED,
          NOT_SUPPORTED,
          INTERNAL_ERROR,
          PROTOCOL_ERROR,
          SECURITY_ERROR,
          FORMATION_VIOLATION,
          PROPERTY_CONSTRAINT_VIOLATION,
          OCCURENCE_CONSTRAINT_VIOLATION,
          TYPE_CONSTRAINT_VIOLATION,
          GENERIC_ERROR);

  private static final Set<ErrorCode> CODES_2X =
      Set.of(
          NOT_IMPLEMENTED,
          NOT_SUPPORTED,
          INTERNAL_ERROR,
          PROTOCOL_ERROR,
          SECURITY_ERROR,
          FORMAT_VIOLATION,
          PROPERTY_CONSTRAINT_VIOLATION,
          OCCURRENCE_CONSTRAINT_VIOLATION,
          TYPE_CONSTRAINT_VIOLATION,
          MESSAGE_TYPE_NOT_SUPPORTED,
          RPC_FRAMEWORK_ERROR,
          GENERIC_ERROR);

  /**
   * This code as {@code version} spells its meaning: a code that the version lacks becomes the one
   * that comes next to it there, a code that nobody knows stays as it is.
   */
  public ErrorCode in(OcppVersion version) {
    boolean before2 = !version.isAtLeast(OcppVersion.V2_0_1);
    return switch (name) {
      case "FormatViolation", "FormationViolation" ->
          before2 ? FORMATION_VIOLATION : FORMAT_VIOLATION;
      case "OccurrenceConstraintViolation", "OccurenceConstraintViolation" ->
          before2 ? OCCURENCE_CONSTRAINT_VIOLATION : OCCURRENCE_CONSTRAINT_VIOLATION;
      case "RpcFrameworkError" -> before2 ? FORMATION_VIOLATION : this;
      case "MessageTypeNotSupported" -> before2 ? GENERIC_ERROR : this;
      default -> this;
    };
  }

  /**
   * This code as we may send it under {@code version}: as that version spells it, and {@link
   * #GENERIC_ERROR} in place of a code that it does not have.
   */
  public ErrorCode toSend(OcppVersion version) {
    ErrorCode spelt = in(version);
    return (version.isAtLeast(OcppVersion.V2_0_1) ? CODES_2X : CODES_16).contains(spelt)
        ? spelt
        : GENERIC_ERROR;
  }

  /** True when both are one meaning in the spelling of some version. */
  public boolean means(ErrorCode other) {
    return in(OcppVersion.V2_1).equals(other.in(OcppVersion.V2_1));
  }

  @Override
  public String toString() {
    return name;
  }
}
