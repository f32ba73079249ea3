// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.reservations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reservations (H01 to H04; 1.6 Reservation profile). */
class ReservationFlowTest {
  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static String reserve(OcppVersion version) {
    return version.equals(OcppVersion.V1_6)
        ? "{\"connectorId\":2,\"expiryDate\":\"2026-03-01T11:00:00Z\",\"idTag\":\"TAG\","
            + "\"reservationId\":5}"
        : "{\"id\":5,\"expiryDateTime\":\"2026-03-01T11:00:00Z\",\"evseId\":2,"
            + "\"idToken\":{\"idToken\":\"TAG\",\"type\":\"ISO14443\"}}";
  }

  private static MachineFixture reserved(OcppVersion version) {
    return MachineFixture.accepted(version)
        .whenCommand("c1", "ReserveNow", reserve(version))
        .whenAnswer("m1", "{\"status\":\"Accepted\"}");
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aReservationKnowsItsPlaceItsTokenAndItsTime(OcppVersion version) {
    MachineFixture station = reserved(version);
    FlowStarted started = station.history(FlowStarted.class).getFirst();
    assertEquals(5, started.requestId());
    assertEquals(
        JsonView.parse(
            "{\"%s\":2,\"idToken\":\"TAG\",\"expiresAt\":\"2026-03-01T11:00:00Z\"}"
                .formatted(version.equals(OcppVersion.V1_6) ? "connector" : "evse")),
        started.attributes());
    assertEquals(
        station.now().plus(Duration.ofHours(1)),
        station.state().flows().running().getFirst().deadline());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itExpiresByTheClockAlsoWhenTheServerWasDown(OcppVersion version) {
    MachineFixture station = reserved(version).later(Duration.ofHours(1)).whenKilledAndRestarted();
    assertEquals(List.of("expired"), outcomes(station));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCancellationEndsItOnceTheStationAgrees(OcppVersion version) {
    MachineFixture station =
        reserved(version)
            .whenCommand("c2", "CancelReservation", "{\"reservationId\":5}")
            .whenAnswer("m2", "{\"status\":\"Rejected\"}");
    assertEquals(List.of(), outcomes(station));

    station
        .whenCommand("c3", "CancelReservation", "{\"reservationId\":5}")
        .whenAnswer("m3", "{\"status\":\"Accepted\"}");
    assertEquals(List.of("cancelled"), outcomes(station));
  }

  @Test
  @Tag("T16-16")
  void aTransactionUsesIt() {
    MachineFixture station =
        reserved(OcppVersion.V1_6)
            .whenCall(
                "1",
                "StartTransaction",
                "{\"connectorId\":2,\"idTag\":\"TAG\",\"timestamp\":\"2026-03-01T10:00:00Z\","
                    + "\"meterStart\":1,\"reservationId\":5}");
    assertEquals(List.of("used"), outcomes(station));
  }

  @Test
  @Tag("H01.FR.15")
  @Tag("B11.FR.05")
  void itOutlivesABootAndIsUsedByTheTransactionThatNamesIt() {
    MachineFixture station =
        reserved(OcppVersion.V2_0_1)
            .whenReconnected(OcppVersion.V2_0_1)
            .whenCall(
                "b",
                "BootNotification",
                "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":"
                    + "\"V\"}}")
            .whenUndecided("b");
    assertEquals(List.of(), outcomes(station));
    station.whenCall(
        "1",
        "TransactionEvent",
        "{\"eventType\":\"Started\",\"timestamp\":\"2026-03-01T10:00:00Z\",\"triggerReason\":"
            + "\"CablePluggedIn\",\"seqNo\":0,\"reservationId\":5,\"transactionInfo\":{"
            + "\"transactionId\":\"T\"}}");
    assertEquals(List.of("used"), outcomes(station));
  }

  @Test
  void theStationMayTakeItAway() {
    MachineFixture station =
        reserved(OcppVersion.V2_0_1)
            .whenCall(
                "1",
                "ReservationStatusUpdate",
                "{\"reservationId\":6,\"reservationUpdateStatus\":\"Removed\"}");
    assertEquals(List.of(), outcomes(station));

    station.whenCall(
        "2",
        "ReservationStatusUpdate",
        "{\"reservationId\":5,\"reservationUpdateStatus\":\"Removed\"}");
    assertEquals(List.of("removed"), outcomes(station));
  }

  @Test
  void theSameNumberReplacesIt() {
    MachineFixture station =
        reserved(OcppVersion.V2_1)
            .whenCommand("c2", "ReserveNow", reserve(OcppVersion.V2_1))
            .whenAnswer("m2", "{\"status\":\"Accepted\"}");
    assertEquals(List.of("replaced"), outcomes(station));
    assertEquals(1, station.state().flows().running().size());
  }

  @Test
  void anOccupiedConnectorIsARefusal() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "ReserveNow", reserve(OcppVersion.V1_6))
            .whenAnswer("m1", "{\"status\":\"Occupied\"}");
    assertEquals(List.of("refused"), outcomes(station));
  }

  @Test
  void aLostAnswerLeavesItOpenUntilItsTime() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "ReserveNow", reserve(OcppVersion.V2_0_1))
            .when(new Input.TimerFired(new TimerKey("call", "m1")));
    assertEquals("unanswered", station.state().flows().running().getFirst().step());
  }
}
