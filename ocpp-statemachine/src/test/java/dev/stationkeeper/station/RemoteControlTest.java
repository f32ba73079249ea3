// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.call;
import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteControlTest {
  private static final String RESET16 = "{\"type\":\"Soft\"}";
  private static final String UNLOCK16 = "{\"connectorId\":1}";
  private static final String CLEAR = "{}";

  private static MachineFixture station() {
    return MachineFixture.accepted(OcppVersion.V1_6);
  }

  private static TimerKey callTimer(String messageId) {
    return new TimerKey("call", messageId);
  }

  private static TimerKey ttl(String commandId) {
    return new TimerKey("command", commandId);
  }

  private static Effect progress(String id, CommandStatus status, String response) {
    return new Effect.CommandProgress(id, status, JsonView.parse(response));
  }

  @Test
  void aCommandForAFreeLineIsSentInTheSameStep() {
    MachineFixture station = station().whenCommand("c1", "UnlockConnector", UNLOCK16);
    station
        .thenEvents(
            new CommandQueued(
                "c1",
                "UnlockConnector",
                JsonView.parse(UNLOCK16),
                station.now().plus(Duration.ofMinutes(5)),
                "ann"),
            new CommandSent("c1", "m1"))
        .thenEffects(
            new Effect.CancelTimer(ttl("c1")),
            new Effect.Send(1, call("m1", "UnlockConnector", UNLOCK16)),
            new Effect.SetTimer(callTimer("m1"), station.now().plus(Duration.ofSeconds(30))),
            progress("c1", CommandStatus.SENT, "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted, ACCEPTED",
    "Rejected, REJECTED",
  })
  void theStatusOfTheAnswerIsTheEnd(String status, CommandStatus end) {
    String answer = "{\"status\":\"" + status + "\"}";
    MachineFixture.accepted(OcppVersion.V2_0_1)
        .whenCommand("c1", "ClearCache", CLEAR)
        .whenAnswer("m1", answer)
        .thenEvents(new CommandEnded("c1", end.wireName(), JsonView.parse(answer)))
        .thenEffects(new Effect.CancelTimer(callTimer("m1")), progress("c1", end, answer));
  }

  @ParameterizedTest
  @CsvSource({
    "Scheduled, ACCEPTED",
    "Unlocked, ACCEPTED",
    "RebootRequired, ACCEPTED",
    "AcceptedCanceled, ACCEPTED",
    "UnlockFailed, REJECTED",
    "NotSupported, REJECTED",
    "Failed, REJECTED",
    "VersionMismatch, REJECTED",
    "UnknownVendorId, REJECTED",
    "Occupied, REJECTED",
  })
  void everyOtherStatusMeansYesOrNo(String status, CommandStatus end) {
    assertEquals(end, ResponseStatus.of(JsonView.parse("{\"status\":\"" + status + "\"}")));
  }

  @Test
  void anAnswerWithoutStatusIsWhatWasAskedFor() {
    MachineFixture station =
        station()
            .whenCommand("c1", "GetLocalListVersion", "{}")
            .whenAnswer("m1", "{\"listVersion\":4}");
    assertEquals(
        List.of(new CommandEnded("c1", "accepted", JsonView.parse("{\"listVersion\":4}"))),
        station.events(CommandEnded.class));
  }

  @Tag("RPC-07")
  @Tag("FR.01")
  @Test
  void aSecondCommandLeavesWhenTheFirstIsAnswered() {
    MachineFixture station =
        station()
            .whenCommand("c1", "ClearCache", CLEAR)
            .whenCommand("c2", "UnlockConnector", UNLOCK16);
    station.thenEffects(new Effect.SetTimer(ttl("c2"), station.now().plus(Duration.ofMinutes(5))));

    station
        .whenAnswer("m1", "{\"status\":\"Accepted\"}")
        .thenFrames(call("m2", "UnlockConnector", UNLOCK16));
  }

  @Tag("ERR-06")
  @Test
  void anErrorFreesTheLineAndIsTheResponse() {
    String description = "d".repeat(450);
    station()
        .whenCommand("c1", "ClearCache", CLEAR)
        .whenCommand("c2", "UnlockConnector", UNLOCK16)
        .when(
            new Input.Received(
                1,
                new Frame.CallError(
                    new MessageId("m1"),
                    new ErrorCode("OccurenceConstraintViolation"),
                    description,
                    JsonView.EMPTY)))
        .thenEvents(
            new CommandEnded(
                "c1",
                "error",
                JsonView.parse(
                    "{\"code\":\"OccurenceConstraintViolation\",\"description\":\""
                        + description
                        + "\"}")),
            new CommandSent("c2", "m2"));
  }

  @Tag("RPC-10")
  @Tag("RPC-11")
  @Test
  void aTimeoutFreesTheLineAndALateAnswerIsDropped() {
    station()
        .whenCommand("c1", "ClearCache", CLEAR)
        .whenCommand("c2", "UnlockConnector", UNLOCK16)
        .later(Duration.ofSeconds(30))
        .when(new Input.TimerFired(callTimer("m1")))
        .thenEvents(new CommandEnded("c1", "timedOut", JsonView.EMPTY), new CommandSent("c2", "m2"))
        .whenAnswer("m1", "{\"status\":\"Accepted\"}")
        .thenNothingBut(new Effect.Count("late_answer"));
  }

  @Test
  void aTimerOfAnAnsweredCallDoesNothing() {
    station()
        .whenCommand("c1", "ClearCache", CLEAR)
        .whenAnswer("m1", "{\"status\":\"Accepted\"}")
        .when(new Input.TimerFired(callTimer("m1")))
        .thenNothingBut();
  }

  @Tag("RPC-09")
  @Test
  void callsCross() {
    station()
        .whenCommand("c1", "ClearCache", CLEAR)
        .whenCall("1", "Heartbeat", "{}")
        .thenFrames(result("1", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}"))
        .whenAnswer("m1", "{\"status\":\"Accepted\"}")
        .thenEvents(
            new CommandEnded("c1", "accepted", JsonView.parse("{\"status\":\"Accepted\"}")));
  }

  @Test
  void aCommandForAnAbsentStationWaitsAndLeavesWithTheConnection() {
    MachineFixture station =
        new MachineFixture()
            .given(new RegistrationDecided("Accepted", 300))
            .whenCommand("c1", "UnlockConnector", UNLOCK16)
            .thenFrames();
    station
        .when(new Input.Opened(1, OcppVersion.V1_6, MachineFixture.ADDRESS))
        .thenFrames(call("m1", "UnlockConnector", UNLOCK16));
  }

  @Test
  void aCommandThatWaitsTooLongExpires() {
    MachineFixture station =
        new MachineFixture()
            .given(new RegistrationDecided("Accepted", 300))
            .whenCommand("c1", "UnlockConnector", UNLOCK16)
            .later(Duration.ofMinutes(5));
    station
        .when(new Input.TimerFired(ttl("c1")))
        .thenEvents(new CommandEnded("c1", "expired", JsonView.EMPTY))
        .thenEffects(progress("c1", CommandStatus.EXPIRED, "{}"));
  }

  @Test
  void anExpiredCommandIsNotSentEvenWhenItsTimerIsLate() {
    new MachineFixture()
        .given(new RegistrationDecided("Accepted", 300))
        .whenCommand("c1", "UnlockConnector", UNLOCK16)
        .later(Duration.ofMinutes(5))
        .when(new Input.Opened(1, OcppVersion.V1_6, MachineFixture.ADDRESS))
        .thenFrames();
  }

  @Test
  void waitingCommandsOutliveTheProcessAndWhatWasOutDoesNot() {
    MachineFixture station =
        station()
            .whenCommand("c1", "ClearCache", CLEAR)
            .whenCommand("c2", "UnlockConnector", UNLOCK16)
            .whenKilledAndRestarted();
    assertEquals(
        List.of("c1"),
        station.events(CommandEnded.class).stream().map(CommandEnded::commandId).toList());

    station
        .when(new Input.Opened(2, OcppVersion.V1_6, MachineFixture.ADDRESS))
        .thenFrames(call("m2", "UnlockConnector", UNLOCK16));
  }

  @Test
  void aWaitingCommandCanBeCancelledAndASentOneCannot() {
    MachineFixture station =
        station()
            .whenCommand("c1", "ClearCache", CLEAR)
            .whenCommand("c2", "UnlockConnector", UNLOCK16);
    station
        .when(new Input.CommandCancelled("c2"))
        .thenEvents(new CommandEnded("c2", "cancelled", JsonView.EMPTY))
        .thenEffects(
            new Effect.CancelTimer(ttl("c2")), progress("c2", CommandStatus.CANCELLED, "{}"));
    station.when(new Input.CommandCancelled("c1")).thenNothingBut(new Effect.Count("late_cancel"));
  }

  @Test
  void theSameCommandTwiceIsOneCommand() {
    station()
        .whenCommand("c1", "ClearCache", CLEAR)
        .whenCommand("c1", "ClearCache", CLEAR)
        .thenNothingBut(new Effect.Count("command_repeated"));
  }

  @Test
  void theQueueIsBoundedAndAFullOneSaysSo() {
    MachineFixture station = station();
    for (int i = 0; i <= Policy.DEFAULT.commandQueue(); i++) {
      station.whenCommand("c" + i, "ClearCache", CLEAR);
      assertEquals(List.of(), station.events(CommandEnded.class));
    }
    station.whenCommand("x", "ClearCache", CLEAR);
    assertEquals("error", station.events(CommandEnded.class).getFirst().status());
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void aPayloadThatBreaksItsDefinitionEndsBeforeItIsSent(OcppVersion version) {
    MachineFixture station =
        MachineFixture.accepted(version).whenCommand("c1", "Reset", "{\"type\":\"Now\"}");
    assertEquals(List.of(), station.frames());
    CommandEnded end = station.events(CommandEnded.class).getFirst();
    assertEquals("error", end.status());
    assertEquals("PropertyConstraintViolation", end.response().string("code").orElseThrow());
    assertTrue(end.response().string("description").orElseThrow().contains("/type"));
  }

  @Test
  void anActionThatNoCsmsSendsIsRefused() {
    MachineFixture station = station().whenCommand("c1", "Heartbeat", "{}");
    assertEquals(List.of(), station.frames());
    assertEquals(
        "NotSupported",
        station.events(CommandEnded.class).getFirst().response().string("code").orElseThrow());
  }

  @Test
  void connectorsAndEvsesNeverSeenGoOnTheWire() {
    String unlock = "{\"connectorId\":77}";
    station()
        .whenCommand("c1", "UnlockConnector", unlock)
        .thenFrames(call("m1", "UnlockConnector", unlock));
  }

  @Tag("RPC-12")
  @Tag("RPC-13")
  @Test
  void aBrokenAnswerIsToldTo21AndMetWithSilenceBefore() {
    MachineFixture old =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "ClearCache", CLEAR)
            .whenAnswer("m1", "{}");
    assertEquals(List.of(), old.frames());
    assertEquals("error", old.events(CommandEnded.class).getFirst().status());

    MachineFixture now =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCommand("c1", "ClearCache", CLEAR)
            .whenAnswer("m1", "{}");
    Frame.CallResultError told = (Frame.CallResultError) now.frames().getFirst();
    assertEquals(new MessageId("m1"), told.id());
    assertEquals(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION, told.code());
    assertNull(now.state().commands().out());
  }

  @Tag("RPC-04")
  @Test
  void messageIdsAreNotUsedTwice() {
    MachineFixture station = station().whenCommand("c1", "ClearCache", CLEAR);
    MessageId first = station.frames().getFirst().id();
    station.whenReconnected(OcppVersion.V1_6).whenCommand("c2", "ClearCache", CLEAR);
    assertNotEquals(first, station.frames().getFirst().id());
  }

  @Test
  void aStopBehindAResetIsServedBeforeTheResetIsAnswered() {
    MachineFixture station =
        station()
            .whenCall("1", "StartTransaction", Transactions16Test.START)
            .whenDecided("1", Transactions16Test.ACCEPTED)
            .whenCommand("c1", "Reset", RESET16)
            .whenCall(
                "2",
                "StopTransaction",
                "{\"transactionId\":1001,\"timestamp\":\"2026-03-01T10:00:00Z\",\"meterStop\":9,"
                    + "\"reason\":\"SoftReset\"}")
            .thenFrames(result("2", "{}"))
            .when(new Input.Closed(1, 1001, "reset"));
    assertEquals("error", station.events(CommandEnded.class).getFirst().status());
    assertEquals(List.of(), station.state().transactions().open());
  }
}
