// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingCheckTest {
  private final OutgoingCheck csms = OutgoingCheck.ofCsms();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "1.6   | Reset            | {\"type\":\"Hard\"}",
        "1.6   | ClearCache       | {}",
        "1.6   | DataTransfer     | {\"vendorId\":\"v\"}",
        "2.0.1 | Reset            | {\"type\":\"Immediate\"}",
        "2.0.1 | DataTransfer     | {\"vendorId\":\"v\",\"data\":{\"a\":[null]}}",
        "2.1   | Reset            |"
            + " {\"type\":\"OnIdle\",\"customData\":{\"vendorId\":\"v\",\"a\":null}}",
      })
  void letsValidRequestsPass(String version, String action, String payload) {
    assertEquals(Optional.empty(), request(version, action, payload));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "1.6   | Reset      | {}                          | OccurenceConstraintViolation",
        "2.0.1 | Reset      | {}                          | OccurrenceConstraintViolation",
        "2.1   | Reset      | {\"type\":\"Hard\"}         | PropertyConstraintViolation",
        "1.6   | Reset      | {\"type\":7}                | TypeConstraintViolation",
        "1.6   | Reset      | {\"type\":\"Hard\",\"x\":1} | OccurenceConstraintViolation",
        "1.6   | ClearCache | {\"x\":null}                | TypeConstraintViolation",
        "1.6   | FooBar     | {}                          | NotImplemented",
        "1.6   | GetReport  | {}                          | NotImplemented",
        "1.6   | Heartbeat  | {}                          | NotSupported",
        "2.0.1 | Heartbeat  | {}                          | NotSupported",
      })
  @DisplayName("ERR-01, ERR-02, RPC-24: what a definition forbids does not leave, and says why")
  void stopsWhatADefinitionForbids(String version, String action, String payload, String code) {
    assertEquals(Optional.of(code), request(version, action, payload).map(v -> v.code().name()));
  }

  @Tag("RPC-16")
  @Test
  @DisplayName("RPC-16: null does not leave")
  void rpc16NullDoesNotLeave() {
    Violation violation =
        request("2.0.1", "Reset", "{\"type\":\"OnIdle\",\"evseId\":null}").orElseThrow();
    assertEquals("/evseId", violation.path());
    assertTrue(violation.description().contains("null"));
  }

  @Tag("RPC-29")
  @Test
  @DisplayName("RPC-29: under 2.1 a number leaves with 6 decimals at most")
  void rpc29Decimals() {
    String cost = "{\"totalCost\":%s,\"transactionId\":\"t\"}";
    assertEquals(Optional.empty(), request("2.1", "CostUpdated", cost.formatted("1.2345670")));
    assertEquals(
        Optional.of("/totalCost"),
        request("2.1", "CostUpdated", cost.formatted("1.2345678")).map(Violation::path));
    assertEquals(Optional.empty(), request("2.0.1", "CostUpdated", cost.formatted("1.2345678")));
  }

  @Test
  void checksAnswersAndTheStationsSide() {
    JsonView status = JsonView.object().put("status", "Accepted").build();
    Action bootAction = Action.of("BootNotification");
    assertTrue(csms.response(OcppVersion.V1_6, bootAction, status).isPresent());
    assertEquals(
        Optional.empty(),
        csms.response(
            OcppVersion.V1_6,
            bootAction,
            JsonView.parse(
                "{\"status\":\"Accepted\",\"interval\":300,"
                    + "\"currentTime\":\"2026-01-02T03:04:05Z\"}")));
    OutgoingCheck station = OutgoingCheck.ofStation();
    assertEquals(
        Optional.empty(),
        station.request(OcppVersion.V1_6, Action.of("Heartbeat"), JsonView.EMPTY));
    assertEquals(
        ErrorCode.NOT_SUPPORTED,
        station
            .request(OcppVersion.V1_6, Action.of("ClearCache"), JsonView.EMPTY)
            .orElseThrow()
            .code());
    assertTrue(
        csms.response(OcppVersion.V2_1, Action.of("NotifyPeriodicEventStream"), JsonView.EMPTY)
            .isPresent());
  }

  private Optional<Violation> request(String version, String action, String payload) {
    return csms.request(
        OcppVersion.ofNumber(version).orElseThrow(), Action.of(action), JsonView.parse(payload));
  }
}
