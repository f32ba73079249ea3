// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small rules of several blocks that are seen on the wire. */
class SpellingsTest {
  @ParameterizedTest
  @CsvSource({"1.6, OccurenceConstraintViolation"})
  @DisplayName("ERR-01: 1.6 has the spelling with its mistake")
  @Tag("ERR-01")
  void theOldSpelling(String version, String code) {
    refuses(version, code);
  }

  @ParameterizedTest
  @CsvSource({"2.0.1, OccurrenceConstraintViolation", "2.1, OccurrenceConstraintViolation"})
  @DisplayName("ERR-02: 2.x has the corrected one")
  @Tag("ERR-02")
  void theCorrectedSpelling(String version, String code) {
    refuses(version, code);
  }

  private static void refuses(String version, String code) {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.ofNumber(version).orElseThrow())
            .whenCall("1", "Authorize", "{}");
    assertEquals(List.of(new ErrorCode(code)), station.errors());
  }

  @ParameterizedTest
  @CsvSource({"2.0.1", "2.1", "1.6"})
  @DisplayName("B02.FR.06, BOOT-04: a Pending station keeps its connection")
  @Tag("B02.FR.06")
  @Tag("BOOT-04")
  void aPendingStationKeepsItsConnection(String number) {
    OcppVersion version = OcppVersion.ofNumber(number).orElseThrow();
    String boot =
        version.equals(OcppVersion.V1_6)
            ? "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}"
            : "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}";
    MachineFixture station =
        MachineFixture.fresh(version)
            .whenCall("1", "BootNotification", boot)
            .whenDecided(
                "1",
                "{\"status\":\"Pending\",\"interval\":9,\"currentTime\":\"2026-03-01T10:00:00Z\"}");
    assertEquals(List.of(), station.lastEffects(Effect.Close.class));
    FlowAssertions.overdue(station, "pending");
    assertEquals(List.of(), station.lastEffects(Effect.Close.class));
    assertEquals(1, station.session().connection());
    assertEquals(Registration.PENDING, station.state().registration().status());
  }

  @Test
  @DisplayName("F01.FR.04, F02.FR.12: a remote start without a token does not go out")
  @Tag("F01.FR.04")
  @Tag("F02.FR.12")
  void aRemoteStartHasAToken() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "RequestStartTransaction", "{\"remoteStartId\":1}");
    station.thenFrames();
    CommandEnded end = station.events(CommandEnded.class).getFirst();
    assertEquals("OccurrenceConstraintViolation", end.response().string("code").orElse(""));

    String payload = "{\"remoteStartId\":1,\"idToken\":{\"idToken\":\"A\",\"type\":\"Central\"}}";
    station
        .whenCommand("c2", "RequestStartTransaction", payload)
        .thenFrames(MachineFixture.call("m1", "RequestStartTransaction", payload));
  }

  @Test
  @DisplayName("T16-02: an idTag has at most 20 characters")
  @Tag("T16-02")
  void anIdTagHasTwentyCharacters() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "Authorize", "{\"idTag\":\"12345678901234567890\"}");
    assertEquals(1, station.questions());
    MachineFixture longer =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "Authorize", "{\"idTag\":\"123456789012345678901\"}");
    assertEquals(List.of(new ErrorCode("PropertyConstraintViolation")), longer.errors());
  }

  @Test
  @DisplayName("HB-03: a station that lets its heartbeats be for a day is served as before")
  @Tag("HB-03")
  void noHeartbeatForADay() {
    MachineFixture station = MachineFixture.accepted(OcppVersion.V1_6).later(Duration.ofHours(25));
    station
        .whenCall(
            "1",
            "StatusNotification",
            "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}")
        .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals(List.of(), station.lastEffects(Effect.Close.class));
    assertEquals(1, station.session().connection());
  }
}
