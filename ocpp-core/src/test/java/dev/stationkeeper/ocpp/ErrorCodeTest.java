// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodeTest {
  @ParameterizedTest
  @CsvSource({
    "NotImplemented, NotImplemented, NotImplemented",
    "NotSupported, NotSupported, NotSupported",
    "InternalError, InternalError, InternalError",
    "ProtocolError, ProtocolError, ProtocolError",
    "SecurityError, SecurityError, SecurityError",
    "FormationViolation, FormationViolation, FormatViolation",
    "FormatViolation, FormationViolation, FormatViolation",
    "PropertyConstraintViolation, PropertyConstraintViolation, PropertyConstraintViolation",
    "OccurenceConstraintViolation, OccurenceConstraintViolation, OccurrenceConstraintViolation",
    "OccurrenceConstraintViolation, OccurenceConstraintViolation, OccurrenceConstraintViolation",
    "TypeConstraintViolation, TypeConstraintViolation, TypeConstraintViolation",
    "MessageTypeNotSupported, GenericError, MessageTypeNotSupported",
    "RpcFrameworkError, FormationViolation, RpcFrameworkError",
    "GenericError, GenericError, GenericError",
    "VendorSaysNo, VendorSaysNo, VendorSaysNo",
  })
  @DisplayName("ERR-01, ERR-02, ERR-04: every meaning in the spelling of the version")
  void spelling(String code, String before2, String since2) {
    assertEquals(before2, new ErrorCode(code).in(OcppVersion.V1_6).name());
    assertEquals(since2, new ErrorCode(code).in(OcppVersion.V2_0_1).name());
    assertEquals(since2, new ErrorCode(code).in(OcppVersion.V2_1).name());
  }

  @Tag("ERR-03")
  @Test
  @DisplayName("ERR-03: both spellings mean the same")
  void err03BothSpellingsMeanTheSame() {
    assertTrue(ErrorCode.FORMAT_VIOLATION.means(ErrorCode.FORMATION_VIOLATION));
    assertTrue(
        ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION.means(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION));
    assertFalse(ErrorCode.FORMAT_VIOLATION.means(ErrorCode.GENERIC_ERROR));
  }

  @ParameterizedTest
  @CsvSource({
    "FormatViolation, FormationViolation, FormatViolation",
    "MessageTypeNotSupported, GenericError, MessageTypeNotSupported",
    "RpcFrameworkError, FormationViolation, RpcFrameworkError",
    "ProtocolError, ProtocolError, ProtocolError",
    "VendorSaysNo, GenericError, GenericError",
  })
  @DisplayName("ERR-01: what we send is a code that the version has")
  void err01OnlyCodesOfTheVersionAreSent(String code, String before2, String since2) {
    assertEquals(before2, new ErrorCode(code).toSend(OcppVersion.V1_6).name());
    assertEquals(since2, new ErrorCode(code).toSend(OcppVersion.V2_0_1).name());
  }
}
