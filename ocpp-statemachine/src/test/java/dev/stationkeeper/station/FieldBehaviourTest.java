// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stations in the field do, whatever the text says, and are served with. */
class FieldBehaviourTest {
  private static final OcppVersion V16 = OcppVersion.V1_6;
  private static final OcppVersion V201 = OcppVersion.V2_0_1;
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String STATUS16 =
      "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"%s}";
  private static final String STOP =
      "{\"transactionId\":1001,\"timestamp\":\"2026-03-01T09:50:00Z\",\"meterStop\":9}";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static MachineFixture charging() {
    return MachineFixture.accepted(V16)
        .whenCall(
            "s", "StartTransaction", Transactions16Test.start(1, "TAG", "2026-03-01T09:00:00Z", 1))
        .whenDecided("s", Transactions16Test.ACCEPTED);
  }

  private static String event(String type, int seqNo, String at, String more) {
    return json(
        ("{'eventType':'%s','timestamp':'%s','triggerReason':'Trigger','seqNo':%d,%s"
                + "'transactionInfo':{'transactionId':'T'}}")
            .formatted(type, at, seqNo, more));
  }

  @Test
  @DisplayName("Reconnect after a restart without a boot: a StatusNotification is the first")
  void aStatusIsTheFirstAfterARestart() {
    MachineFixture.accepted(V16)
        .whenKilledAndRestarted()
        .when(new Input.Opened(2, V16, MachineFixture.ADDRESS))
        .whenCall("1", "StatusNotification", STATUS16.formatted(""))
        .thenFrames(MachineFixture.result("1", "{}"));
  }

  @Test
  @DisplayName(
      "Reconnect after a restart without a boot: a queued transaction message is the first")
  void aQueuedStopIsTheFirstAfterARestart() {
    MachineFixture station =
        charging()
            .whenKilledAndRestarted()
            .when(new Input.Opened(2, V16, MachineFixture.ADDRESS))
            .whenCall("1", "StopTransaction", STOP)
            .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals(List.of(), station.state().transactions().open());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("A second BootNotification on the same socket")
  void aSecondBootOnTheSameSocket(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "BootNotification", BootTest.boot(version))
        .whenDecided("1", BootTest.decision("Accepted"))
        .whenCall("2", "BootNotification", BootTest.boot(version))
        .whenDecided("2", BootTest.decision("Accepted"))
        .thenFrames(MachineFixture.result("2", BootTest.decision("Accepted")));
  }

  @Test
  @DisplayName("StopTransaction followed by a close, before the answer to the Reset that caused it")
  void aStopAndACloseBeforeTheAnswerToTheReset() {
    MachineFixture station =
        charging()
            .whenCommand("c1", "Reset", "{\"type\":\"Hard\"}")
            .whenCall("1", "StopTransaction", STOP)
            .thenFrames(MachineFixture.result("1", "{}"))
            .when(new Input.Closed(1, 1006, "gone"));
    assertEquals("error", station.events(CommandEnded.class).getFirst().status());
    assertEquals(1, station.state().flows().of("reset").count());
  }

  @Test
  @DisplayName("StopTransaction before older MeterValues")
  void aStopBeforeOlderMeterValues() {
    MachineFixture station =
        charging()
            .whenCall("1", "StopTransaction", STOP)
            .whenCall(
                "2",
                "MeterValues",
                json(
                    "{'connectorId':1,'transactionId':1001,'meterValue':[{'timestamp':"
                        + "'2026-03-01T09:30:00Z','sampledValue':[{'value':'5'}]}]}"))
            .thenFrames(MachineFixture.result("2", "{}"));
    assertEquals("1001", station.history(MeterValuesRecorded.class).getLast().transactionId());
  }

  @Test
  @DisplayName("An Ended event long after, with its original time and no offline flag")
  void anEndLongAfter() {
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCall("1", "TransactionEvent", event("Started", 0, "2026-03-01T09:00:00Z", ""))
            .later(Duration.ofDays(20))
            .whenCall("2", "TransactionEvent", event("Ended", 1, "2026-03-01T09:40:00Z", ""))
            .thenFrames(MachineFixture.result("2", "{}"));
    TransactionEnded end = station.history(TransactionEnded.class).getFirst();
    assertEquals(Instant.parse("2026-03-01T09:40:00Z"), end.at());
    assertEquals(false, end.offline());
  }

  @Test
  @DisplayName(
      "NotifyReport a millisecond after the answer to the request that caused it, or before")
  void aReportAtOnce() {
    String report =
        json("{'requestId':7,'generatedAt':'2026-03-01T10:00:00Z','seqNo':0,'tbc':false}");
    String ask = json("{'requestId':7,'reportBase':'FullInventory'}");
    MachineFixture after =
        MachineFixture.accepted(V201)
            .whenCommand("c1", "GetBaseReport", ask)
            .whenAnswer("m1", ACCEPTED)
            .later(Duration.ofMillis(1))
            .whenCall("1", "NotifyReport", report);
    MachineFixture before =
        MachineFixture.accepted(V201)
            .whenCommand("c1", "GetBaseReport", ask)
            .whenCall("1", "NotifyReport", report)
            .whenAnswer("m1", ACCEPTED);
    for (MachineFixture station : List.of(after, before)) {
      assertEquals(
          List.of("complete"),
          station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("Several CALLs sent without waiting are answered in their order")
  void severalCallsWithoutWaiting(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "DataTransfer", "{\"vendorId\":\"x\"}")
        .whenCall("2", "Heartbeat", "{}")
        .thenFrames()
        .whenDecided("1", ACCEPTED)
        .thenFrames(
            MachineFixture.result("1", ACCEPTED),
            MachineFixture.result("2", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}"));
  }

  @Test
  @DisplayName("The same id first as 1.6, later as 2.0.1")
  void anUpgradeOfTheProtocol() {
    MachineFixture station =
        charging()
            .whenCall("1", "StatusNotification", STATUS16.formatted(""))
            .whenReconnected(V201)
            .whenCall("2", "TransactionEvent", event("Started", 0, "2026-03-01T10:00:00Z", ""))
            .thenFrames(MachineFixture.result("2", "{}"));
    assertEquals(List.of(), station.state().connectors().all());
    assertEquals(2, station.state().transactions().open().size());
  }

  @Test
  @DisplayName("A token whose type differs between Authorize and TransactionEvent is one token")
  void aTokenOfTwoTypes() {
    String token = "'idToken':{'idToken':'%s','type':'%s'}";
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCall("0", "Authorize", json("{" + token.formatted("tag", "ISO14443") + "}"))
            .whenDecided("0", json("{'idTokenInfo':{'status':'Accepted'}}"))
            .whenCall(
                "1",
                "TransactionEvent",
                event(
                    "Started", 0, "2026-03-01T10:00:00Z", token.formatted("tag", "ISO14443") + ","))
            .whenDecided("1", json("{'idTokenInfo':{'status':'Accepted'}}"))
            .whenCall(
                "2",
                "TransactionEvent",
                event(
                    "Updated", 1, "2026-03-01T10:01:00Z", token.formatted("TAG", "Central") + ","))
            .whenDecided("2", json("{'idTokenInfo':{'status':'Blocked'}}"));
    assertEquals("Blocked", station.state().transactions().open().getFirst().authorization());
  }

  @Test
  @DisplayName("CALLERROR descriptions of 450 characters are taken as they are")
  void aLongErrorDescription() {
    String description = "d".repeat(450);
    MachineFixture station =
        MachineFixture.accepted(V16)
            .whenCommand("c1", "ClearCache", "{}")
            .when(
                new Input.Received(
                    1,
                    new Frame.CallError(
                        new MessageId("m1"),
                        ErrorCode.GENERIC_ERROR,
                        description,
                        JsonView.EMPTY)));
    assertEquals(
        description,
        station
            .events(CommandEnded.class)
            .getFirst()
            .response()
            .string("description")
            .orElseThrow());
  }

  @Test
  @DisplayName("Timestamps with nine fractional digits")
  void nineFractionalDigits() {
    MachineFixture station =
        MachineFixture.accepted(V16)
            .whenCall(
                "1",
                "StatusNotification",
                STATUS16.formatted(",\"timestamp\":\"2026-03-01T09:00:00.123456789Z\""))
            .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals(
        Instant.parse("2026-03-01T09:00:00.123456789Z"),
        station.state().connectors().all().getFirst().at());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.6 | UnlockConnector | {'connectorId':77}",
        "1.6 | CancelReservation | {'reservationId':4711}",
        "1.6 | RemoteStopTransaction | {'transactionId':4711}",
        "1.6 | ChangeAvailability | {'connectorId':77,'type':'Operative'}",
        "2.0.1 | UnlockConnector | {'evseId':77,'connectorId':9}",
        "2.0.1 | CancelReservation | {'reservationId':4711}",
        "2.0.1 | ClearChargingProfile | {'chargingProfileId':4711}",
        "2.1 | GetTransactionStatus | {'transactionId':'unknown'}"
      },
      quoteCharacter = '`')
  @DisplayName("Commands for connectors, reservations and EVSEs never seen go on the wire")
  void whatWasNeverSeenGoesOnTheWire(String version, String action, String payload) {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.ofNumber(version).orElseThrow())
            .whenCommand("c1", action, json(payload))
            .thenFrames(MachineFixture.call("m1", action, json(payload)));
    assertTrue(station.events(CommandEnded.class).isEmpty());
  }
}
