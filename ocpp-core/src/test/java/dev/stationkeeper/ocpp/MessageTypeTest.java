// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.v201.BootNotificationRequest;
import dev.stationkeeper.ocpp.v201.BootNotificationResponse;
import dev.stationkeeper.ocpp.v201.BootReason;
import dev.stationkeeper.ocpp.v201.ChargingStation;
import dev.stationkeeper.ocpp.v201.RegistrationStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTypeTest {
  private static final MessageType<BootNotificationRequest> BOOT =
      MessageCatalogue.of(BootNotificationRequest.class);

  @Test
  void eachVersionHasAllItsActions() {
    assertEquals(39, MessageCatalogue.of(OcppVersion.V1_6).actions().size());
    assertEquals(64, MessageCatalogue.of(OcppVersion.V2_0_1).actions().size());
    assertEquals(91, MessageCatalogue.of(OcppVersion.V2_1).actions().size());
  }

  @Test
  void aPayloadIsReadIntoItsRecord() {
    BootNotificationRequest boot =
        ok(
            """
            {"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V","modem":null,
             "customData":{"vendorId":"x","n":[1,{"a":"b\\u00e9"}]}}}
            """);

    assertSame(BootReason.POWER_UP, boot.reason());
    ChargingStation station = boot.chargingStation();
    assertEquals("M", station.model());
    assertEquals(null, station.modem());
    CustomData customData = station.customData();
    assertEquals(
        "{\"vendorId\":\"x\",\"n\":[1,{\"a\":\"b\\u00e9\"}]}",
        customData == null ? "" : customData.content().text());
  }

  @Test
  void extraMembersAreKeptWithTheirPathAndText() {
    var decoded =
        assertInstanceOf(
            Decoded.Ok.class,
            BOOT.decode(
                JsonView.parse(
                    """
                    {"x":{"y":[1,2]},"reason":"PowerUp","n":12,"s":"te\\"xt",
                     "chargingStation":{"model":"M","z":true,"vendorName":"V"}}\
                    """)));

    List<?> extras = decoded.extras();
    assertEquals(
        List.of("/x {\"y\":[1,2]}", "/n 12", "/s \"te\\\"xt\"", "/chargingStation/z true"),
        extras.stream().map(e -> (Fault) e).map(f -> f.path() + " " + f.text()).toList());
  }

  @Test
  void theFirstFaultHasPathAndCode() {
    assertFault("{}", "OccurrenceConstraintViolation", "/chargingStation");
    assertFault(
        "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\"}}",
        "OccurrenceConstraintViolation",
        "/chargingStation/vendorName");
    assertFault("{\"reason\":7}", "TypeConstraintViolation", "/reason");
    assertFault("{\"chargingStation\":[]}", "TypeConstraintViolation", "/chargingStation");
    assertFault("{\"reason\":\"Bored\"}", "PropertyConstraintViolation", "/reason");
    assertFault(
        "{\"chargingStation\":{\"model\":\"" + "m".repeat(21) + "\"}}",
        "PropertyConstraintViolation",
        "/chargingStation/model");
  }

  @Test
  void whatWeSendIsCheckedAsStrictly() {
    BootNotificationResponse answer =
        BootNotificationResponse.builder()
            .currentTime(Instant.parse("2026-01-02T03:04:05.678901Z"))
            .interval(300)
            .status(RegistrationStatus.of("Perhaps"))
            .build();
    MessageType<BootNotificationResponse> type =
        MessageCatalogue.of(BootNotificationResponse.class);

    var refused = assertThrows(InvalidMessageException.class, () -> type.encode(answer));
    assertEquals("/status", refused.violation().path());
    assertEquals(
        "{\"currentTime\":\"2026-01-02T03:04:05.678Z\",\"interval\":300,\"status\":\"Accepted\"}",
        type.encode(answer.toBuilder().status(RegistrationStatus.ACCEPTED).build()).text());
    assertTrue(type.validate(JsonView.parse("{\"x\":1}")).isPresent());
  }

  private static BootNotificationRequest ok(String json) {
    return switch (BOOT.decode(JsonView.parse(json))) {
      case Decoded.Ok<BootNotificationRequest> ok -> ok.value();
      case Decoded.Invalid<BootNotificationRequest> invalid ->
          throw new AssertionError(invalid.violation());
    };
  }

  private static void assertFault(String json, String code, String path) {
    if (BOOT.decode(JsonView.parse(json)) instanceof Decoded.Invalid<?>(Violation violation)) {
      assertEquals(code, violation.code().name());
      assertEquals(path, violation.path());
    } else {
      throw new AssertionError("no fault in " + json);
    }
  }
}
