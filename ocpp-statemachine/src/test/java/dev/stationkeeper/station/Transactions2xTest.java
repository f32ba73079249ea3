// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Transactions2xTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
  private static final IdToken TAG = new IdToken("TAG", "ISO14443");
  private static final String TOKEN = ",\"idToken\":{\"idToken\":\"TAG\",\"type\":\"ISO14443\"}";
  private static final String EVSE = ",\"evse\":{\"id\":2,\"connectorId\":1}";
  private static final String YES = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";

  static List<OcppVersion> versions() {
    return List.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  private static String event(String type, String transaction, int seqNo, String more) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"2026-03-01T09:00:00Z\","
            + "\"triggerReason\":\"ChargingStateChanged\",\"seqNo\":%d,"
            + "\"transactionInfo\":{\"transactionId\":\"%s\"}%s}")
        .formatted(type, seqNo, transaction, more);
  }

  private static MachineFixture started(OcppVersion version) {
    return MachineFixture.accepted(version)
        .whenCall("1", "TransactionEvent", event("Started", "T", 0, EVSE));
  }

  private static Transaction transaction(MachineFixture station) {
    return station.state().transactions().find("T").orElseThrow();
  }

  @Tag("E-idinfo")
  @Tag("E-resp")
  @ParameterizedTest
  @MethodSource("versions")
  void anEventWithoutATokenIsAnsweredAtOnceAndWithNothing(OcppVersion version) {
    String request = event("Started", "T", 0, EVSE);
    MachineFixture.accepted(version)
        .whenCall("1", "TransactionEvent", request)
        .thenEvents(
            new TransactionStarted("T", 2, 1, null, AT, null, null, null, null, null, 0, false),
            new CallAnswered(
                "1", "TransactionEvent", JsonView.parse(request), JsonView.EMPTY, null))
        .thenEffects(new Effect.Send(1, result("1", "{}")));
  }

  @Tag("E01.FR.11")
  @Tag("E01.FR.12")
  @ParameterizedTest
  @MethodSource("versions")
  void aTokenIsJudgedAfterItsFactsAreRecorded(OcppVersion version) {
    MachineFixture station =
        started(version)
            .whenCall("2", "TransactionEvent", event("Updated", "T", 1, TOKEN))
            .thenEvents(
                new TransactionUpdated(
                    "T", AT, "ChargingStateChanged", null, null, TAG, null, null, 1, false));
    assertEquals(1, station.questions());

    station.whenDecided("2", YES).thenFrames(result("2", YES));
    assertEquals(
        List.of(new TransactionAuthorized("T", TAG, "Accepted")),
        station.events(TransactionAuthorized.class));
    assertEquals(TAG, transaction(station).idToken());
    assertEquals(2, transaction(station).evse());
  }

  @Tag("C02.FR.02")
  @ParameterizedTest
  @MethodSource("versions")
  void withoutAnOpinionATokenIsInvalidAndNoAuthorizationIsAccepted(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "TransactionEvent", event("Started", "T", 0, TOKEN))
        .whenUndecided("1")
        .thenFrames(result("1", "{\"idTokenInfo\":{\"status\":\"Invalid\"}}"));
    MachineFixture.accepted(version)
        .whenCall(
            "1",
            "TransactionEvent",
            event(
                "Started", "T", 0, ",\"idToken\":{\"idToken\":\"\",\"type\":\"NoAuthorization\"}"))
        .whenUndecided("1")
        .thenFrames(result("1", YES));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aDecisionWithoutAStatusGetsTheDefaultOne(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "TransactionEvent", event("Started", "T", 0, TOKEN))
        .whenDecided("1", "{\"totalCost\":1.5}")
        .thenFrames(result("1", "{\"totalCost\":1.5,\"idTokenInfo\":{\"status\":\"Invalid\"}}"));
  }

  @Tag("E-dup")
  @ParameterizedTest
  @MethodSource("versions")
  @Tag("E13")
  void aRepeatedEventGetsTheRecordedAnswerOverReconnectAndKill(OcppVersion version) {
    String request = event("Started", "T", 0, TOKEN);
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", request)
            .whenDecided("1", YES)
            .whenReconnected(version)
            .whenCall("9", "TransactionEvent", request)
            .thenFrames(result("9", YES))
            .whenKilledAndRestarted()
            .when(new Input.Opened(3, version, MachineFixture.ADDRESS))
            .whenCall("10", "TransactionEvent", request)
            .thenFrames(result("10", YES));
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aFailedDecisionKeepsTheFactsAndTheRepetitionIsAskedAgain(OcppVersion version) {
    String request = event("Started", "T", 0, TOKEN);
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", request)
            .whenDecisionFails("1");
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());

    station.whenCall("1", "TransactionEvent", request).thenEvents();
    assertEquals(1, station.questions());
    station.whenDecided("1", YES).thenFrames(result("1", YES));
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @Tag("E-reason")
  @ParameterizedTest
  @MethodSource("versions")
  void anEndWithoutReasonIsLocalAndClosesTheTransaction(OcppVersion version) {
    MachineFixture station =
        started(version).whenCall("2", "TransactionEvent", event("Ended", "T", 1, ""));
    assertEquals(
        List.of(new TransactionEnded("T", AT, null, "Local", null, 1, false)),
        station.events(TransactionEnded.class));
    assertFalse(transaction(station).isOpen());
    assertTrue(transaction(station).isComplete());
  }

  @Tag("E-order")
  @ParameterizedTest
  @MethodSource("versions")
  void anEndWithoutABeginIsKept(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", event("Ended", "T", 5, ""))
            .thenFrames(result("1", "{}"));
    assertFalse(transaction(station).isOpen());
    assertFalse(transaction(station).isComplete());
  }

  @Tag("E-order")
  @ParameterizedTest
  @MethodSource("versions")
  void eventsInAnyOrderMakeTheSameTransaction(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("3", "TransactionEvent", event("Ended", "T", 2, ""))
            .whenCall("2", "TransactionEvent", event("Updated", "T", 1, ""))
            .whenCall("1", "TransactionEvent", event("Started", "T", 0, EVSE))
            .thenFrames(result("1", "{}"));
    assertTrue(transaction(station).isComplete());
    assertFalse(transaction(station).isOpen());
    assertEquals(List.of(), station.state().transactions().open());
  }

  @Tag("E-gap")
  @ParameterizedTest
  @MethodSource("versions")
  @Tag("E11")
  void aGapIsKnownUntilItIsFilled(OcppVersion version) {
    MachineFixture station =
        started(version).whenCall("2", "TransactionEvent", event("Updated", "T", 3, ""));
    assertEquals(List.of(new SeqNos.Gap(1, 2)), transaction(station).seqNos().gaps());

    station
        .whenCall("3", "TransactionEvent", event("Updated", "T", 1, ""))
        .whenCall("4", "TransactionEvent", event("Updated", "T", 2, ""));
    assertEquals(List.of(), transaction(station).seqNos().gaps());
    assertEquals(3, station.history(TransactionUpdated.class).size());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aLateUpdateDoesNotReplaceANewerChargingState(OcppVersion version) {
    String charging =
        event("Updated", "T", 2, "").replace("\"T\"}", "\"T\",\"chargingState\":\"Charging\"}");
    String connected =
        event("Updated", "T", 1, "").replace("\"T\"}", "\"T\",\"chargingState\":\"EVConnected\"}");
    MachineFixture station =
        started(version)
            .whenCall("2", "TransactionEvent", charging)
            .whenCall("3", "TransactionEvent", connected);
    assertEquals("Charging", transaction(station).chargingState());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anEndLongAfterWithItsOriginalTimeIsTaken(OcppVersion version) {
    MachineFixture station =
        started(version)
            .later(Duration.ofDays(9))
            .whenCall("2", "TransactionEvent", event("Ended", "T", 1, ""));
    assertEquals(AT, transaction(station).endedAt());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aStationThatCountsWronglyLosesNeitherBeginNorEnd(OcppVersion version) {
    MachineFixture station =
        started(version).whenCall("2", "TransactionEvent", event("Ended", "T", 0, ""));
    assertFalse(transaction(station).isOpen());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anEventForAClosedTransactionIsAnsweredAndDoesNotReopenIt(OcppVersion version) {
    MachineFixture station =
        started(version)
            .whenCall("2", "TransactionEvent", event("Ended", "T", 2, ""))
            .whenCall("3", "TransactionEvent", event("Updated", "T", 1, ""))
            .thenFrames(result("3", "{}"));
    assertEquals(List.of(), station.state().transactions().open());
  }

  @Tag("E-one")
  @ParameterizedTest
  @MethodSource("versions")
  void aNewTransactionOnTheEvseKeepsBothAndFlagsTheOlder(OcppVersion version) {
    MachineFixture station =
        started(version)
            .whenCall(
                "2",
                "TransactionEvent",
                event("Started", "U", 0, EVSE).replace("09:00:00Z", "09:30:00Z"));
    assertEquals(
        List.of(new TransactionFlagged("T", "superseded", "Transaction U began there")),
        station.events(TransactionFlagged.class));
    assertEquals(2, station.state().transactions().open().size());
  }

  @Tag("J-mult")
  @ParameterizedTest
  @MethodSource("versions")
  void meterValuesHaveTheirDefaultsAndTheMultiplierApplied(OcppVersion version) {
    String values =
        ",\"meterValue\":[{\"timestamp\":\"2026-03-01T09:00:00.123456789Z\",\"sampledValue\":["
            + "{\"value\":1.5,\"context\":\"Transaction.Begin\","
            + "\"unitOfMeasure\":{\"multiplier\":3}},"
            + "{\"value\":230.10,\"measurand\":\"Voltage\",\"unitOfMeasure\":{\"unit\":\"V\"}}]}]";
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", event("Started", "T", 0, EVSE + values));
    Instant at = Instant.parse("2026-03-01T09:00:00.123456789Z");
    assertEquals(
        List.of(
            new MeterValuesRecorded(
                "T",
                2,
                1,
                List.of(
                    new MeterSample(
                        at,
                        "1500",
                        "Transaction.Begin",
                        "Energy.Active.Import.Register",
                        null,
                        "Outlet",
                        "Wh"),
                    new MeterSample(
                        at, "230.10", "Sample.Periodic", "Voltage", null, "Outlet", "V")))),
        station.events(MeterValuesRecorded.class));
    assertEquals(1500, transaction(station).meterStart());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void repeatedMeterValuesOutsideATransactionAreRecordedOnce(OcppVersion version) {
    String values =
        "{\"evseId\":0,\"meterValue\":[{\"timestamp\":\"2026-03-01T09:00:00Z\","
            + "\"sampledValue\":[{\"value\":1}]}]}";
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "MeterValues", values)
            .whenCall("2", "MeterValues", values)
            .thenFrames(result("2", "{}"));
    assertEquals(1, station.history(MeterValuesRecorded.class).size());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aTokenThatEndsATransactionDoesNotChangeWhoPays(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", event("Started", "T", 0, TOKEN))
            .whenDecided("1", YES)
            .whenCall(
                "2", "TransactionEvent", event("Ended", "T", 1, TOKEN.replace("TAG", "OTHER")))
            .whenDecided("2", "{\"idTokenInfo\":{\"status\":\"Blocked\"}}");
    assertEquals(TAG, transaction(station).idToken());
    assertEquals("Accepted", transaction(station).authorization());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aQueuedTransactionMessageIsTheFirstAfterAReconnect(OcppVersion version) {
    started(version)
        .whenReconnected(version)
        .whenCall("2", "TransactionEvent", event("Updated", "T", 1, ",\"offline\":true"))
        .thenFrames(result("2", "{}"));
  }
}
