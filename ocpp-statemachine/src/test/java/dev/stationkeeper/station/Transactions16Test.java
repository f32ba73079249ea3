// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Transactions16Test {
  static final String START = start(1, "TAG", "2026-03-01T09:59:00Z", 100);
  static final String ACCEPTED = "{\"idTagInfo\":{\"status\":\"Accepted\"}}";
  private static final String ANSWER =
      "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":1001}";
  private static final IdToken TAG = new IdToken("TAG", IdToken.UNSPECIFIED);
  private static final Instant BEGAN = Instant.parse("2026-03-01T09:59:00Z");
  private static final Instant ENDED = Instant.parse("2026-03-01T10:30:00Z");

  static String start(int connector, String tag, String at, int meter) {
    return "{\"connectorId\":%d,\"idTag\":\"%s\",\"timestamp\":\"%s\",\"meterStart\":%d}"
        .formatted(connector, tag, at, meter);
  }

  private static String stop(int id, String more) {
    return "{\"transactionId\":%d,\"timestamp\":\"2026-03-01T10:30:00Z\",\"meterStop\":900%s}"
        .formatted(id, more);
  }

  private static MachineFixture station() {
    return MachineFixture.accepted(OcppVersion.V1_6);
  }

  private static MachineFixture charging() {
    return station().whenCall("1", "StartTransaction", START).whenDecided("1", ACCEPTED);
  }

  private static TransactionStarted started(String id) {
    return new TransactionStarted(
        id, null, 1, TAG, BEGAN, 100L, null, null, null, null, null, false);
  }

  private static TransactionEnded ended(String id) {
    return new TransactionEnded(id, ENDED, 900L, "Local", null, null, false);
  }

  @Test
  void theBeginIsAFactBeforeTheTokenIsJudged() {
    MachineFixture station = station().whenCall("1", "StartTransaction", START);

    station.thenEvents(started("1001"));
    assertEquals(1, station.questions());
  }

  @Tag("T16-03")
  @Test
  void theNumberIsOursWhateverTheDeciderWrote() {
    station()
        .whenCall("1", "StartTransaction", START)
        .whenDecided("1", "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":0}")
        .thenEvents(
            new TransactionAuthorized("1001", TAG, "Accepted"),
            new CallAnswered(
                "1", "StartTransaction", JsonView.parse(START), JsonView.parse(ANSWER), null))
        .thenFrames(result("1", ANSWER));
  }

  @Tag("T16-03")
  @Tag("T16-04")
  @Test
  void aRefusedTokenHasItsTransactionAllTheSame() {
    MachineFixture station =
        station()
            .whenCall("1", "StartTransaction", START)
            .whenDecided("1", "{\"idTagInfo\":{\"status\":\"Blocked\"}}")
            .thenFrames(
                result("1", "{\"idTagInfo\":{\"status\":\"Blocked\"},\"transactionId\":1001}"));

    assertEquals(
        "Blocked", station.state().transactions().find("1001").orElseThrow().authorization());
  }

  @Test
  void withoutAnOpinionTheTokenIsInvalid() {
    station()
        .whenCall("1", "StartTransaction", START)
        .whenUndecided("1")
        .thenFrames(result("1", "{\"idTagInfo\":{\"status\":\"Invalid\"},\"transactionId\":1001}"));
  }

  @Tag("T16-05")
  @Test
  void aRepetitionUnderANewIdGetsTheSameAnswerAndStartsNothing() {
    charging()
        .whenCall("2", "StartTransaction", start(1, "tag", "2026-03-01T09:59:00.000Z", 100))
        .thenFrames(result("2", ANSWER));
    MachineFixture station =
        charging().whenReconnected(OcppVersion.V1_6).whenCall("2", "StartTransaction", START);
    assertEquals(0, station.questions());
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @Tag("T16-05")
  @Test
  void aRepetitionUnderTheSameIdGetsTheSameAnswerOverReconnectAndKill() {
    MachineFixture station =
        charging()
            .whenReconnected(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", START)
            .thenEvents()
            .thenFrames(result("1", ANSWER));
    station
        .whenKilledAndRestarted()
        .when(new Input.Opened(3, OcppVersion.V1_6, MachineFixture.ADDRESS))
        .whenCall("1", "StartTransaction", START)
        .thenEvents()
        .thenFrames(result("1", ANSWER));
  }

  @Test
  void aDifferentMeterIsADifferentTransaction() {
    MachineFixture station =
        charging().whenCall("2", "StartTransaction", start(1, "TAG", "2026-03-01T09:59:00Z", 101));
    assertEquals(1, station.events(TransactionStarted.class).size());
  }

  @Test
  void aFailedDecisionKeepsTheFactsAndTheRepetitionIsAskedAgain() {
    MachineFixture station =
        station().whenCall("1", "StartTransaction", START).whenDecisionFails("1");
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());
    assertEquals(1, station.state().transactions().open().size());

    station.whenCall("1", "StartTransaction", START).thenEvents();
    assertEquals(1, station.questions());
    station.whenDecided("1", ACCEPTED).thenFrames(result("1", ANSWER));
  }

  @Test
  void aLostConnectionWhileJudgingLosesNoTransaction() {
    MachineFixture station =
        station()
            .whenCall("1", "StartTransaction", START)
            .whenReconnected(OcppVersion.V1_6)
            .whenCall("9", "StartTransaction", START)
            .thenEvents()
            .whenDecided("9", ACCEPTED)
            .thenFrames(result("9", ANSWER));
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @Tag("T16-09")
  @Tag("T16-10")
  @Test
  void aStopEndsTheTransactionAtOnce() {
    charging()
        .whenCall("2", "StopTransaction", stop(1001, ""))
        .thenEvents(
            ended("1001"),
            new CallAnswered(
                "2", "StopTransaction", JsonView.parse(stop(1001, "")), JsonView.EMPTY, null))
        .thenEffects(new Effect.Send(1, result("2", "{}")));
  }

  @Test
  void aStopWithATokenEndsTheTransactionWhateverIsDecided() {
    MachineFixture station =
        charging()
            .whenCall("2", "StopTransaction", stop(1001, ",\"idTag\":\"OTHER\""))
            .whenDecisionFails("2");
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());
    assertEquals(List.of(), station.state().transactions().open());

    station
        .whenCall("3", "StopTransaction", stop(1001, ",\"idTag\":\"OTHER\""))
        .thenFrames(result("3", "{}"));
    assertEquals(1, station.history(TransactionEnded.class).size());
  }

  @Tag("T16-11")
  @Test
  void aRepeatedStopEndsNothingTwice() {
    MachineFixture station =
        charging()
            .whenCall("2", "StopTransaction", stop(1001, ""))
            .whenCall("3", "StopTransaction", stop(1001, ""))
            .thenFrames(result("3", "{}"));
    assertEquals(1, station.history(TransactionEnded.class).size());
  }

  @Tag("T16-26")
  @Test
  void aStopBeforeItsStartIsKeptAndTheStartDoesNotReopenIt() {
    MachineFixture station =
        station().whenCall("1", "StopTransaction", stop(77, "")).thenFrames(result("1", "{}"));
    assertEquals(List.of(ended("77")), station.events(TransactionEnded.class));
    assertEquals(
        List.of("orphan"), station.state().transactions().find("77").orElseThrow().findings());
  }

  @Tag("T16-07")
  @Test
  void aStopWithoutANumberFindsTheOnlyTransactionThatFits() {
    MachineFixture station =
        station()
            .whenCall("1", "StartTransaction", START)
            .whenDecisionFails("1")
            .whenCall("2", "StopTransaction", stop(-1, ""))
            .thenFrames(result("2", "{}"));
    assertEquals(List.of(ended("1001")), station.events(TransactionEnded.class));
  }

  @Tag("T16-07")
  @Test
  void aStopWithoutANumberThatFitsNothingIsKeptOnce() {
    MachineFixture station =
        station()
            .whenCall("1", "StopTransaction", stop(-1, ""))
            .whenCall("2", "StopTransaction", stop(-1, ""))
            .thenFrames(result("2", "{}"));
    assertEquals(List.of(ended("1001")), station.history(TransactionEnded.class));
  }

  @Tag("T16-08")
  @Test
  void implausibleValuesAreAcknowledged() {
    charging()
        .whenCall(
            "2",
            "StopTransaction",
            "{\"transactionId\":1001,\"timestamp\":\"2020-01-01T00:00:00Z\",\"meterStop\":1}")
        .thenFrames(result("2", "{}"));
  }

  @Test
  void aStartOnABusyConnectorKeepsBothAndFlagsTheOlder() {
    MachineFixture station =
        charging().whenCall("2", "StartTransaction", start(1, "NEW", "2026-03-01T10:10:00Z", 500));

    assertEquals(
        List.of(new TransactionFlagged("1001", "superseded", "Transaction 1002 began there")),
        station.events(TransactionFlagged.class));
    assertEquals(2, station.state().transactions().open().size());
  }

  @Test
  void anOlderStartThatComesLateFlagsNothing() {
    MachineFixture station =
        charging().whenCall("2", "StartTransaction", start(1, "OLD", "2026-02-01T10:10:00Z", 5));
    assertEquals(List.of(), station.events(TransactionFlagged.class));
  }

  @Tag("T16-13")
  @Test
  void startAndStopInOneBurstAreServedInOrder() {
    MachineFixture station =
        station()
            .whenCall("1", "StartTransaction", START)
            .whenCall("2", "StopTransaction", stop(1001, ""))
            .whenCall("3", "StatusNotification", AvailabilityTest.status16(1, "Available", null))
            .thenNothingBut();
    station
        .whenDecided("1", ACCEPTED)
        .thenFrames(result("1", ANSWER), result("2", "{}"), result("3", "{}"));
  }

  @Tag("T16-19")
  @Test
  void absentMembersOfAMeterValueHaveTheirDefaults() {
    MachineFixture station =
        charging()
            .whenCall(
                "2",
                "MeterValues",
                "{\"connectorId\":1,\"transactionId\":1001,\"meterValue\":[{"
                    + "\"timestamp\":\"2026-03-01T10:00:00.123456789Z\","
                    + "\"sampledValue\":[{\"value\":\"150\"},"
                    + "{\"value\":\"230.1\",\"measurand\":\"Voltage\",\"phase\":\"L1\"}]}]}")
            .thenFrames(result("2", "{}"));
    Instant at = Instant.parse("2026-03-01T10:00:00.123456789Z");
    assertEquals(
        List.of(
            new MeterValuesRecorded(
                "1001",
                null,
                1,
                List.of(
                    new MeterSample(
                        at,
                        "150",
                        "Sample.Periodic",
                        "Energy.Active.Import.Register",
                        null,
                        "Outlet",
                        "Wh"),
                    new MeterSample(
                        at, "230.1", "Sample.Periodic", "Voltage", "L1", "Outlet", null)))),
        station.events(MeterValuesRecorded.class));
  }

  @Test
  void repeatedMeterValuesAreRecordedOnce() {
    String values =
        "{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-03-01T10:00:00Z\","
            + "\"sampledValue\":[{\"value\":\"150\"}]}]}";
    MachineFixture station =
        charging()
            .whenCall("2", "MeterValues", values)
            .whenCall("3", "MeterValues", values)
            .thenFrames(result("3", "{}"));
    assertEquals(1, station.history(MeterValuesRecorded.class).size());
  }

  @Test
  void meterValuesAfterTheStopAreTaken() {
    charging()
        .whenCall("2", "StopTransaction", stop(1001, ""))
        .whenCall(
            "3",
            "MeterValues",
            "{\"connectorId\":1,\"transactionId\":1001,\"meterValue\":[{"
                + "\"timestamp\":\"2026-03-01T10:00:00Z\",\"sampledValue\":[{\"value\":\"1\"}]}]}")
        .thenFrames(result("3", "{}"));
  }

  @Tag("T16-12")
  @Test
  void theValuesOfAStopComeBeforeItsEnd() {
    MachineFixture station =
        charging()
            .whenCall(
                "2",
                "StopTransaction",
                stop(
                    1001,
                    ",\"reason\":\"EVDisconnected\",\"transactionData\":[{"
                        + "\"timestamp\":\"2026-03-01T10:30:00Z\","
                        + "\"sampledValue\":[{\"value\":\"900\"}]}]"));
    assertEquals(1, station.events(MeterValuesRecorded.class).size());
    assertEquals("EVDisconnected", station.events(TransactionEnded.class).getFirst().stopReason());
  }

  @Test
  void aTransactionWithoutEndAfterARebootIsAFindingAndNoInventedEnd() {
    MachineFixture station =
        charging()
            .given(new BootNotified("Acme", "One", null, null, null, null, null))
            .whenCall("2", "StatusNotification", AvailabilityTest.status16(1, "Available", null));
    assertEquals(1, station.events(TransactionFlagged.class).size());
    assertEquals(1, station.state().transactions().open().size());

    station.whenCall("3", "StopTransaction", stop(1001, ""));
    assertEquals(List.of(ended("1001")), station.events(TransactionEnded.class));
  }

  @Test
  void openAndClosedTransactionsAreBounded() {
    MachineFixture station = station();
    for (int i = 1; i <= Ledger.MAX_OPEN + 1; i++) {
      station
          .whenCall("s" + i, "StartTransaction", start(i, "TAG", "2026-03-01T09:59:00Z", i))
          .whenDecided("s" + i, ACCEPTED);
    }
    assertEquals(Ledger.MAX_OPEN, station.state().transactions().open().size());
    assertEquals(
        List.of("tooManyOpen"),
        station.history(TransactionFlagged.class).stream()
            .map(TransactionFlagged::finding)
            .toList());

    for (int i = 1; i <= Ledger.MAX_OPEN; i++) {
      station.whenCall("e" + i, "StopTransaction", stop(1001 + i, ""));
    }
    assertTrue(station.state().transactions().open().isEmpty());
    assertEquals(Ledger.MAX_CLOSED, station.state().transactions().closed().size());
  }
}
