// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootTest {
  private static final String BOOT16 =
      "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\",\"firmwareVersion\":\"1.2\","
          + "\"chargePointSerialNumber\":\"S1\",\"iccid\":\"89\",\"imsi\":\"26\"}";
  private static final String BOOT2 =
      "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"One\",\"vendorName\":\"Acme\","
          + "\"serialNumber\":\"S1\",\"firmwareVersion\":\"1.2\","
          + "\"modem\":{\"iccid\":\"89\",\"imsi\":\"26\"}}}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  static String boot(OcppVersion version) {
    return version.equals(OcppVersion.V1_6) ? BOOT16 : BOOT2;
  }

  static String decision(String status) {
    return "{\"currentTime\":\"2026-03-01T10:00:00Z\",\"interval\":10,\"status\":\""
        + status
        + "\"}";
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatTheStationSaysOfItselfIsAFactBeforeAnybodyIsAsked(OcppVersion version) {
    MachineFixture station =
        MachineFixture.fresh(version).whenCall("1", "BootNotification", boot(version));

    station.thenEvents(
        new BootNotified(
            "Acme",
            "One",
            "S1",
            "1.2",
            version.equals(OcppVersion.V1_6) ? null : "PowerUp",
            "89",
            "26"));
    assertEquals(1, station.questions());
    assertEquals(List.of(), station.frames());
  }

  @Tag("B01.FR.02")
  @Tag("BOOT-01")
  @Tag("BOOT-03")
  @ParameterizedTest
  @MethodSource("versions")
  void theDecisionIsSentAndRemembered(OcppVersion version) {
    MachineFixture.fresh(version)
        .whenCall("1", "BootNotification", boot(version))
        .whenDecided("1", decision("Pending"))
        .thenEvents(
            new RegistrationDecided("Pending", 10),
            new CallAnswered(
                "1",
                "BootNotification",
                JsonView.parse(boot(version)),
                JsonView.parse(decision("Pending")),
                null),
            new FlowStarted(
                "pending-5",
                "pending",
                "waiting",
                MachineFixture.T0.plus(Duration.ofMinutes(15)),
                null,
                null,
                JsonView.EMPTY),
            new FlowStarted(
                "inventory-6",
                "inventory",
                "settling",
                MachineFixture.T0.plus(Duration.ofSeconds(10)),
                null,
                null,
                JsonView.EMPTY))
        .thenFrames(result("1", decision("Pending")));
  }

  @Tag("BOOT-01")
  @Tag("BOOT-02")
  @ParameterizedTest
  @MethodSource("versions")
  void withoutAnOpinionTheStationIsAccepted(OcppVersion version) {
    MachineFixture.fresh(version)
        .whenCall("1", "BootNotification", boot(version))
        .later(Duration.ofMillis(1))
        .whenUndecided("1")
        .thenFrames(
            result(
                "1",
                "{\"status\":\"Accepted\",\"currentTime\":\"2026-03-01T10:00:00.001Z\","
                    + "\"interval\":300}"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aFailedDecisionIsAnInternalErrorAndTheStationMayTryAgain(OcppVersion version) {
    MachineFixture station =
        MachineFixture.fresh(version)
            .whenCall("1", "BootNotification", boot(version))
            .whenDecisionFails("1");
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());

    station.whenCall("2", "BootNotification", boot(version)).whenDecided("2", decision("Accepted"));
    assertTrue(station.state().registration().isAccepted());
  }

  @Tag("B01.FR.10")
  @ParameterizedTest
  @MethodSource("versions")
  void beforeTheBootIsAnsweredNothingElseIsServed(OcppVersion version) {
    MachineFixture station = MachineFixture.fresh(version).whenCall("1", "Heartbeat", "{}");
    assertEquals(List.of(ErrorCode.SECURITY_ERROR), station.errors());
  }

  @Tag("FR.04")
  @Tag("B01.FR.10")
  @ParameterizedTest
  @MethodSource("versions")
  void aRejectedStationMayOnlyAskAgain(OcppVersion version) {
    MachineFixture station =
        MachineFixture.fresh(version)
            .given(new RegistrationDecided("Rejected", 60))
            .whenCall("1", "Heartbeat", "{}");
    assertEquals(List.of(ErrorCode.SECURITY_ERROR), station.errors());

    station.whenCall("2", "BootNotification", boot(version));
    assertEquals(1, station.questions());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aSecondBootOnTheSameSocketIsServed(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "BootNotification", boot(version))
        .whenDecided("1", decision("Accepted"))
        .whenCall("1", "BootNotification", boot(version))
        .whenDecided("1", decision("Accepted"))
        .thenFrames(result("1", decision("Accepted")));
  }

  @Tag("CON-19")
  @ParameterizedTest
  @MethodSource("versions")
  void acceptanceOutlivesAReconnect(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenReconnected(version)
        .whenCall("1", "Heartbeat", "{}")
        .thenNothingBut(
            new Effect.Send(2, result("1", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}")));
  }

  @Tag("CON-19")
  @ParameterizedTest
  @MethodSource("versions")
  void acceptanceOutlivesAKilledServer(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenKilledAndRestarted()
        .when(new Input.Opened(2, version, MachineFixture.ADDRESS))
        .whenCall("1", "Heartbeat", "{}")
        .thenFrames(result("1", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatIsSentRightBehindTheBootWaitsForItsAnswer(OcppVersion version) {
    MachineFixture station =
        MachineFixture.fresh(version)
            .whenCall("1", "BootNotification", boot(version))
            .whenCall("2", "Heartbeat", "{}")
            .thenNothingBut();

    station
        .whenDecided("1", decision("Accepted"))
        .thenFrames(
            result("1", decision("Accepted")),
            result("2", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}"));
  }

  @Tag("B02.FR.01")
  @Test
  void aPendingStationMaySendWhatItWasAskedFor() {
    MachineFixture station =
        MachineFixture.fresh(OcppVersion.V2_0_1)
            .given(new RegistrationDecided("Pending", 60))
            .whenCall("1", "Heartbeat", "{}");
    assertEquals(List.of(ErrorCode.SECURITY_ERROR), station.errors());

    // The message may come before the answer to the trigger.
    station.whenCommand("c1", "TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}");
    station
        .whenCall("2", "Heartbeat", "{}")
        .thenFrames(result("2", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}"));

    station.whenAnswer("m1", "{\"status\":\"Rejected\"}").whenCall("3", "Heartbeat", "{}");
    assertEquals(List.of(ErrorCode.SECURITY_ERROR), station.errors());
  }

  @Tag("B02.FR.01")
  @Test
  void aPendingStationOf2xMayReport() {
    String report = "{\"requestId\":1,\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":0}";
    MachineFixture.fresh(OcppVersion.V2_1)
        .given(new RegistrationDecided("Pending", 60))
        .whenCall("1", "NotifyReport", report)
        .thenFrames(result("1", "{}"));
  }

  @Tag("BOOT-06")
  @Test
  void aBootEndsNoTransaction() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", Transactions16Test.START)
            .whenDecided("1", Transactions16Test.ACCEPTED)
            .whenCall("2", "BootNotification", BOOT16)
            .whenDecided("2", decision("Accepted"));

    assertEquals(1, station.state().transactions().open().size());
  }

  @Test
  void aDecisionThatIsNoAnswerIsAnInternalError() {
    MachineFixture station =
        MachineFixture.fresh(OcppVersion.V2_0_1)
            .whenCall("1", "BootNotification", BOOT2)
            .whenDecided("1", "{\"status\":\"Perhaps\"}");

    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());
    assertEquals(List.of("decision_invalid"), station.counts());
    assertEquals("None", station.state().registration().status());
  }

  @Test
  void aDecisionThatIsNoJsonIsAnInternalErrorToo() {
    MachineFixture station =
        MachineFixture.fresh(OcppVersion.V1_6)
            .whenCall("1", "BootNotification", BOOT16)
            .when(new Input.Decided(1, new MessageId("1"), JsonView.ofVerified("{\"stat")));

    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());
  }
}
