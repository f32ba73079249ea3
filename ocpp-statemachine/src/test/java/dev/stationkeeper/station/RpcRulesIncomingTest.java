// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamOpened;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of docs/rpc-rules.md about a station's messages, one test each, named by its id. */
class RpcRulesIncomingTest {
  private static final String VENDOR_X = "{\"vendorId\":\"x\"}";
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String START = Transactions16Test.START;
  private static final String STARTED =
      "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":1001}";
  private static final String STOP =
      "{\"transactionId\":1001,\"timestamp\":\"2026-03-01T10:30:00Z\",\"meterStop\":900}";
  private static final String YES = "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
  private static final String STREAM =
      "{\"id\":1,\"pending\":0,\"basetime\":\"2026-03-01T10:00:00Z\",\"data\":[{"
          + "\"t\":0,\"v\":\"1\"}]}";

  static List<OcppVersion> from20() {
    return List.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  private static String event(String type, int seqNo, String more) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"2026-03-01T09:00:00Z\","
            + "\"triggerReason\":\"ChargingStateChanged\",\"seqNo\":%d,"
            + "\"transactionInfo\":{\"transactionId\":\"T\"}%s}")
        .formatted(type, seqNo, more);
  }

  private static String started2x() {
    return event("Started", 0, ",\"idToken\":{\"idToken\":\"TAG\",\"type\":\"ISO14443\"}");
  }

  private static Input send(String action, String payload) {
    return new Input.Received(
        1, new Frame.Send(new MessageId("s"), Action.of(action), JsonView.parse(payload)));
  }

  @Tag("RPC-05")
  @Test
  @DisplayName("RPC-05: StartTransaction twice with one id: one transaction, the same answer twice")
  void rpc05ARepeatedIdGetsTheSameAnswer() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", START)
            .whenDecided("1", Transactions16Test.ACCEPTED)
            .thenFrames(result("1", STARTED))
            .whenCall("1", "StartTransaction", START)
            .thenFrames(result("1", STARTED))
            .whenReconnected(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", START)
            .thenFrames(result("1", STARTED))
            .whenKilledAndRestarted()
            .when(new Input.Opened(3, OcppVersion.V1_6, MachineFixture.ADDRESS))
            .whenCall("1", "StartTransaction", START)
            .thenFrames(result("1", STARTED));
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @Tag("RPC-05")
  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("RPC-05: TransactionEvent twice with one id: one transaction, the same answer twice")
  void rpc05ARepeatedIdGetsTheSameAnswerIn2x(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", started2x())
            .whenDecided("1", YES)
            .thenFrames(result("1", YES))
            .whenReconnected(version)
            .whenCall("1", "TransactionEvent", started2x())
            .thenFrames(result("1", YES));
    assertEquals(1, station.history(TransactionStarted.class).size());
  }

  @Tag("RPC-06")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-06: result and error carry the id of the CALL")
  void rpc06TheIdComesBackAsItWas(OcppVersion version) {
    for (String id : List.of("007", " é\"/ ", "-1", "i".repeat(36))) {
      MachineFixture station = MachineFixture.accepted(version).whenCall(id, "Heartbeat", "{}");
      assertEquals(
          id, assertInstanceOf(Frame.CallResult.class, station.frames().getFirst()).id().value());
      station.whenCall(id, "FooBar", "{}");
      assertEquals(
          id, assertInstanceOf(Frame.CallError.class, station.frames().getFirst()).id().value());
    }
  }

  @Tag("RPC-14")
  @Test
  @DisplayName("RPC-14: silence after a SEND, also after one that is invalid or unknown")
  void rpc14ASendIsNotAnswered() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1).given(new EventStreamOpened(1, 7, 60, null));
    station.when(send("NotifyPeriodicEventStream", STREAM)).thenEffects();
    for (Input broken :
        List.of(
            send("NotifyPeriodicEventStream", "{\"id\":\"no\"}"),
            send("FooBar", "{}"),
            send("Heartbeat", "{\"no\":1}"))) {
      station.when(broken).thenFrames();
    }
  }

  @Tag("RPC-15")
  @Test
  @DisplayName("RPC-15: a SEND is taken between our CALL and its answer")
  void rpc15ASendIsTakenWhileOurCallIsOut() {
    MachineFixture.accepted(OcppVersion.V2_1)
        .given(new EventStreamOpened(1, 7, 60, null))
        .whenCommand("c1", "ClearCache", "{}")
        .when(send("NotifyPeriodicEventStream", STREAM))
        .thenEvents(new SendReceived("s", "NotifyPeriodicEventStream", JsonView.parse(STREAM)))
        .whenAnswer("m1", ACCEPTED)
        .thenEvents(new CommandEnded("c1", "accepted", JsonView.parse(ACCEPTED)));
  }

  @Tag("RPC-15")
  @Test
  @DisplayName("RPC-15: a SEND is taken between the station's CALL and our answer")
  void rpc15ASendIsTakenWhileADecisionIsAwaited() {
    MachineFixture.accepted(OcppVersion.V2_1)
        .given(new EventStreamOpened(1, 7, 60, null))
        .whenCall("1", "DataTransfer", VENDOR_X)
        .when(send("NotifyPeriodicEventStream", STREAM))
        .thenEvents(new SendReceived("s", "NotifyPeriodicEventStream", JsonView.parse(STREAM)))
        .whenDecided("1", ACCEPTED)
        .thenFrames(result("1", ACCEPTED));
  }

  @Tag("RPC-23")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-23: a DataTransfer of an unknown vendor gets a CALLRESULT that refuses it")
  void rpc23ARefusalIsAResult(OcppVersion version) {
    MachineFixture.accepted(version)
        .whenCall("1", "DataTransfer", VENDOR_X)
        .whenUndecided("1")
        .thenFrames(result("1", "{\"status\":\"UnknownVendorId\"}"));
  }

  @Tag("RPC-24")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-24: an action that is switched off is NotSupported, and its SEND is dropped")
  void rpc24SwitchedOffIsNotSupported(OcppVersion version) {
    MachineFixture station =
        new MachineFixture(
                Policy.DEFAULT.withSwitchedOff(Set.of("DataTransfer", "NotifyPeriodicEventStream")))
            .given(new StationEvent.RegistrationDecided("Accepted", 300))
            .when(new Input.Opened(1, version, MachineFixture.ADDRESS))
            .whenCall("1", "DataTransfer", VENDOR_X);
    assertEquals(List.of(ErrorCode.NOT_SUPPORTED), station.errors());
    assertEquals(0, station.questions());
    station.whenCall("2", "DataTransfer", "{\"broken\":1}");
    assertEquals(List.of(ErrorCode.NOT_SUPPORTED), station.errors());
    station.when(send("NotifyPeriodicEventStream", STREAM)).thenFrames();
    assertEquals(0, station.history(SendReceived.class).size());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-24: an unknown action is NotImplemented, a known one not offered NotSupported")
  void rpc24UnknownIsNotImplementedAndNotOfferedIsNotSupported(OcppVersion version) {
    MachineFixture station = MachineFixture.accepted(version);
    for (String unknown : List.of("FooBar", "heartbeat", "HeartbeatRequest")) {
      station.whenCall(unknown, unknown, "{}");
      assertEquals(List.of(ErrorCode.NOT_IMPLEMENTED), station.errors(), unknown);
    }
    station.whenCall("2", "GetLocalListVersion", "{}");
    assertEquals(List.of(ErrorCode.NOT_SUPPORTED), station.errors());
  }

  @Tag("RPC-24")
  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("RPC-24: so is an action for which this installation has no handler")
  void rpc24WhatNoHandlerServesIsNotSupported(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall(
                "1",
                "Get15118EVCertificate",
                "{\"iso15118SchemaVersion\":\"urn:x\",\"action\":\"Install\","
                    + "\"exiRequest\":\"ZXhp\"}")
            .whenUndecided("1");
    assertEquals(List.of(ErrorCode.NOT_SUPPORTED), station.errors());
  }

  @Tag("RPC-25")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-25: an id in progress is counted, asked once and answered once")
  void rpc25AnIdInProgressStartsNothingTwice(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version).whenCall("1", "DataTransfer", VENDOR_X);
    assertEquals(1, station.questions());
    Effect counted = new Effect.Count("call_repeated_in_progress");
    station.whenCall("1", "DataTransfer", VENDOR_X).thenNothingBut(counted);
    station.whenCall("1", "DataTransfer", "{\"vendorId\":\"y\"}").thenNothingBut(counted);

    station.whenDecided("1", ACCEPTED).thenFrames(result("1", ACCEPTED));
    assertEquals(0, station.questions());
    assertTrue(station.session().calls().isEmpty());
  }

  @Tag("RPC-27")
  @Test
  @DisplayName("RPC-27: the same transaction message under a new id is one fact (T16-05)")
  void rpc27ARepetitionUnderANewIdChangesNothing() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "StartTransaction", START)
            .whenDecided("1", Transactions16Test.ACCEPTED)
            .whenCall("2", "StartTransaction", START)
            .thenFrames(result("2", STARTED))
            .whenCall("3", "StopTransaction", STOP)
            .thenFrames(result("3", "{}"))
            .whenCall("4", "StopTransaction", STOP)
            .thenFrames(result("4", "{}"));
    assertEquals(1, station.history(TransactionStarted.class).size());
    assertEquals(1, station.history(TransactionEnded.class).size());
  }

  @Tag("RPC-27")
  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("RPC-27: the same transaction event under a new id is one fact (E13)")
  void rpc27ARepetitionUnderANewIdChangesNothingIn2x(OcppVersion version) {
    String ended = event("Ended", 1, "");
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "TransactionEvent", started2x())
            .whenDecided("1", YES)
            .whenCall("2", "TransactionEvent", started2x())
            .thenFrames(result("2", YES))
            .whenCall("3", "TransactionEvent", ended)
            .thenFrames(result("3", "{}"))
            .whenCall("4", "TransactionEvent", ended)
            .thenFrames(result("4", "{}"));
    assertEquals(1, station.history(TransactionStarted.class).size());
    assertEquals(1, station.history(TransactionEnded.class).size());
  }

  @Tag("RPC-28")
  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("RPC-28: a signed message is not read: NotImplemented")
  void rpc28SignedMessagesAreNotImplemented(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version)
            .whenCall("1", "Heartbeat-Signed", "{\"protected\":\"e30\",\"payload\":\"e30\"}");
    assertEquals(List.of(ErrorCode.NOT_IMPLEMENTED), station.errors());
  }
}
