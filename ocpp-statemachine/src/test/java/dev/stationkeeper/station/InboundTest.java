// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.EventStreamEvent.EventStreamOpened;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboundTest {
  private static final String TAG16 = "{\"idTag\":\"TAG\"}";
  private static final String YES16 = "{\"idTagInfo\":{\"status\":\"Accepted\"}}";
  private static final String HEARTBEAT = "{\"currentTime\":\"2026-03-01T10:00:00Z\"}";

  @Test
  void severalCallsWithoutWaitingAreAnsweredInOrderAndAskedOneByOne() {
    MachineFixture station = MachineFixture.accepted(OcppVersion.V1_6);
    station.whenCall("1", "Authorize", TAG16);
    station.whenCall("2", "Authorize", TAG16).thenNothingBut();
    station.whenCall("3", "Heartbeat", "{}").thenNothingBut();

    station.whenDecided("1", YES16).thenFrames(result("1", YES16));
    assertEquals(1, station.questions());
    station.whenDecided("2", YES16).thenFrames(result("2", YES16), result("3", HEARTBEAT));
  }

  @Tag("RPC-25")
  @Test
  void theSameIdWhileInProgressStartsNothingTwice() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "Authorize", TAG16)
            .whenCall("1", "Authorize", TAG16)
            .thenNothingBut(new Effect.Count("call_repeated_in_progress"))
            .whenDecided("1", YES16)
            .thenFrames(result("1", YES16));
    assertEquals(0, station.questions());
  }

  @Tag("RPC-05")
  @Test
  void theSameIdAfterTheAnswerGetsThatAnswer() {
    MachineFixture.accepted(OcppVersion.V1_6)
        .whenCall("1", "Authorize", TAG16)
        .whenDecided("1", YES16)
        .whenReconnected(OcppVersion.V1_6)
        .whenCall("1", "Authorize", TAG16)
        .thenNothingBut(new Effect.Count("call_repeated"), new Effect.Send(2, result("1", YES16)));
  }

  @Test
  void anIdThatIsUsedAgainForSomethingElseIsANewCall() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "Authorize", TAG16)
            .whenDecided("1", YES16)
            .whenCall("1", "Authorize", "{\"idTag\":\"OTHER\"}");
    assertEquals(1, station.questions());
  }

  @Test
  void aStationThatCountsAnewAfterARebootIsAskedAnew() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "Authorize", TAG16)
            .whenDecided("1", YES16)
            .given(new BootNotified("Acme", "One", null, null, null, null, null))
            .whenCall("1", "Authorize", TAG16);
    assertEquals(1, station.questions());
  }

  @Test
  void answersAreRememberedInABoundedNumber() {
    MachineFixture station = MachineFixture.accepted(OcppVersion.V1_6);
    for (int i = 0; i < 40; i++) {
      station.whenCall("a" + i, "FirmwareStatusNotification", "{\"status\":\"Idle\"}");
    }
    assertEquals(AnsweredCalls.LIMIT, station.state().answered().recent().size());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void theQueueIsBoundedAndAFullOneSaysSo(OcppVersion version) {
    MachineFixture station = MachineFixture.fresh(version);
    station.whenCall("b", "BootNotification", BootTest.boot(version));
    for (int i = 1; i < Policy.DEFAULT.inboundQueue(); i++) {
      station.whenCall("h" + i, "Heartbeat", "{}").thenNothingBut();
    }
    station.whenCall("x", "Heartbeat", "{}");
    assertEquals(List.of("inbound_queue_full"), station.counts());
    assertEquals(
        List.of(
            version.equals(OcppVersion.V1_6) ? ErrorCode.INTERNAL_ERROR : ErrorCode.GENERIC_ERROR),
        station.errors());
  }

  @Test
  void theQueueIsBoundedInCharactersToo() {
    String large = "{\"vendorId\":\"x\",\"data\":\"" + "y".repeat(700_000) + "\"}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCall("1", "DataTransfer", large)
            .whenCall("2", "DataTransfer", large);
    assertEquals(List.of("inbound_queue_full"), station.counts());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void anUnknownActionIsNotImplemented(OcppVersion version) {
    MachineFixture station = MachineFixture.accepted(version).whenCall("1", "FooBar", "{}");
    assertEquals(List.of(ErrorCode.NOT_IMPLEMENTED), station.errors());
    assertEquals("NotImplemented", station.events(CallAnswered.class).getFirst().error());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void anActionOfTheCsmsIsNotSupported(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version).whenCall("1", "GetLocalListVersion", "{}");
    assertEquals(List.of(ErrorCode.NOT_SUPPORTED), station.errors());
  }

  @Tag("RPC-22")
  @Tag("FR.03")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void aPayloadThatBreaksItsDefinitionIsRefusedAndLeavesNoFact(OcppVersion version) {
    MachineFixture station = MachineFixture.accepted(version).whenCall("1", "MeterValues", "{}");
    assertEquals(
        List.of(
            version.equals(OcppVersion.V1_6)
                ? ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION
                : ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION),
        station.errors());
    station.thenEvents(station.events(CallAnswered.class).getFirst());
  }

  @Test
  void aSendIsNeverAnswered() {
    String stream =
        "{\"id\":1,\"pending\":0,\"basetime\":\"2026-03-01T10:00:00Z\",\"data\":[{"
            + "\"t\":0,\"v\":\"1\"}]}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1).given(new EventStreamOpened(1, 7, 60, null));
    station
        .when(new Input.Received(1, send("s1", "NotifyPeriodicEventStream", stream)))
        .thenEvents(new SendReceived("s1", "NotifyPeriodicEventStream", JsonView.parse(stream)))
        .thenEffects();
    station
        .when(new Input.Received(1, send("s2", "NotifyPeriodicEventStream", "{\"id\":\"no\"}")))
        .thenNothingBut(new Effect.Count("send_dropped"));
    station
        .when(new Input.Received(1, send("s3", "FooBar", "{}")))
        .thenNothingBut(new Effect.Count("send_dropped"));
  }

  private static Frame.Send send(String id, String action, String payload) {
    return new Frame.Send(new MessageId(id), Action.of(action), JsonView.parse(payload));
  }
}
