// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.call;
import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of docs/rpc-rules.md about our CALLs, one test each, named by its id. */
class RpcRulesOutgoingTest {
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String NO_STATUS = "{}";
  private static final MessageId M1 = new MessageId("m1");
  private static final TimerKey M1_TIMEOUT = new TimerKey("call", "m1");

  static List<OcppVersion> before21() {
    return List.of(OcppVersion.V1_6, OcppVersion.V2_0_1);
  }

  static List<OcppVersion> from20() {
    return List.of(OcppVersion.V2_0_1, OcppVersion.V2_1);
  }

  /** A station that was sent a ClearCache under the id m1 and has not answered it. */
  private static MachineFixture calling(OcppVersion version) {
    return MachineFixture.accepted(version)
        .whenCommand("c1", "ClearCache", "{}")
        .thenFrames(call("m1", "ClearCache", "{}"));
  }

  private static Frame error(String id) {
    return new Frame.CallError(
        new MessageId(id), ErrorCode.GENERIC_ERROR, "not now", JsonView.EMPTY);
  }

  private static Input shapeless(@Nullable Frame owed, String id) {
    return new Input.Malformed(1, owed, "The payload is no object", new MessageId(id));
  }

  private static Frame.CallResultError told(String id) {
    return new Frame.CallResultError(
        new MessageId(id), ErrorCode.FORMAT_VIOLATION, "The payload is no object", JsonView.EMPTY);
  }

  private static String endCode(MachineFixture station) {
    CommandEnded end = station.events(CommandEnded.class).getFirst();
    assertEquals("c1", end.commandId());
    assertEquals("error", end.status());
    return end.response().string("code").orElseThrow();
  }

  @Tag("RPC-07")
  @Tag("FR.01")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-07: the next CALL leaves after an answer, an error or a timeout, not before")
  void rpc07OneOwnCallIsOut(OcppVersion version) {
    MachineFixture station = calling(version);
    station.whenCommand("c2", "ClearCache", "{}").thenFrames();
    station.whenCommand("c3", "ClearCache", "{}").thenFrames();
    station.whenCommand("c4", "ClearCache", "{}").thenFrames();

    station.whenAnswer("m1", ACCEPTED).thenFrames(call("m2", "ClearCache", "{}"));
    station
        .when(new Input.Received(1, error("m2")))
        .thenFrames(call("m3", "ClearCache", "{}"))
        .when(new Input.TimerFired(new TimerKey("call", "m3")))
        .thenFrames(call("m4", "ClearCache", "{}"));
  }

  @Tag("RPC-09")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-09: a Heartbeat instead of the answer is answered, and the answer still counts")
  void rpc09GoesOnAnsweringWhileItsOwnCallIsOut(OcppVersion version) {
    calling(version)
        .whenCall("h", "Heartbeat", "{}")
        .thenFrames(result("h", "{\"currentTime\":\"2026-03-01T10:00:00Z\"}"))
        .whenCall("d", "DataTransfer", "{\"vendorId\":\"x\"}")
        .whenDecided("d", ACCEPTED)
        .thenFrames(result("d", ACCEPTED))
        .whenAnswer("m1", ACCEPTED)
        .thenEvents(new CommandEnded("c1", "accepted", JsonView.parse(ACCEPTED)));
  }

  @Tag("RPC-10")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-10: the call timeout is configurable; when it is over the next CALL leaves")
  void rpc10TheTimeoutIsTheOperatorsChoice(OcppVersion version) {
    Policy usual = Policy.DEFAULT;
    Policy slowNetwork =
        usual.withIntervals(
            usual.heartbeatInterval(), usual.bootRetryInterval(), Duration.ofSeconds(95));
    MachineFixture station =
        new MachineFixture(slowNetwork)
            .given(new RegistrationDecided("Accepted", 300))
            .when(new Input.Opened(1, version, MachineFixture.ADDRESS))
            .whenCommand("c1", "ClearCache", "{}");
    station.thenEffects(
        new Effect.CancelTimer(new TimerKey("command", "c1")),
        new Effect.Send(1, call("m1", "ClearCache", "{}")),
        new Effect.SetTimer(M1_TIMEOUT, station.now().plus(Duration.ofSeconds(95))),
        new Effect.CommandProgress("c1", CommandStatus.SENT, JsonView.EMPTY));

    station
        .whenCommand("c2", "ClearCache", "{}")
        .later(Duration.ofSeconds(95))
        .when(new Input.TimerFired(M1_TIMEOUT))
        .thenFrames(call("m2", "ClearCache", "{}"));
    assertEquals(
        List.of(new CommandEnded("c1", "timedOut", JsonView.EMPTY)),
        station.events(CommandEnded.class));
  }

  @Tag("RPC-11")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-11: an answer that is late or that nobody asked for causes no frame")
  void rpc11LateAnswersAreDropped(OcppVersion version) {
    Effect dropped = new Effect.Count("late_answer");
    MachineFixture station = calling(version);
    station.whenAnswer("never-sent", ACCEPTED).thenNothingBut(dropped);
    station.when(new Input.Received(1, error("never-sent"))).thenNothingBut(dropped);
    assertNotNull(station.state().commands().out());

    station.when(new Input.TimerFired(M1_TIMEOUT));
    station.whenAnswer("m1", ACCEPTED).thenNothingBut(dropped);
    station.when(new Input.Received(1, error("m1"))).thenNothingBut(dropped);
    station.whenAnswer("m1", NO_STATUS).thenNothingBut(dropped);
  }

  @Tag("RPC-11")
  @Test
  @DisplayName("RPC-11: nor does one that is late and no frame, though 2.1 has a code for those")
  void rpc11LateAndBrokenAnswersAreDropped() {
    calling(OcppVersion.V2_1)
        .when(shapeless(told("never-sent"), "never-sent"))
        .thenEffects(new Effect.Count("late_answer"))
        .when(new Input.TimerFired(M1_TIMEOUT))
        .when(shapeless(told("m1"), "m1"))
        .thenEffects(new Effect.Count("late_answer"));
  }

  @Tag("RPC-12")
  @ParameterizedTest
  @MethodSource("before21")
  @DisplayName("RPC-12: before 2.1 a broken answer causes no frame; its command ends at once")
  void rpc12BrokenAnswersAreMetWithSilence(OcppVersion version) {
    MachineFixture incomplete = calling(version).whenAnswer("m1", NO_STATUS).thenFrames();
    assertEquals(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION.in(version).name(), endCode(incomplete));

    MachineFixture shapeless = calling(version).when(shapeless(null, "m1")).thenFrames();
    assertEquals(ErrorCode.FORMAT_VIOLATION.in(version).name(), endCode(shapeless));
    assertEquals(List.of("invalid_answer"), shapeless.counts());
  }

  @Tag("RPC-12")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-12: a broken answer frees the line for the next CALL")
  void rpc12BrokenAnswersFreeTheLine(OcppVersion version) {
    calling(version)
        .whenCommand("c2", "ClearCache", "{}")
        .when(shapeless(null, "m1"))
        .thenFrames(call("m2", "ClearCache", "{}"));
  }

  @Tag("RPC-13")
  @Test
  @DisplayName("RPC-13: 2.1 is told of a broken CALLRESULT under the id of that exchange")
  void rpc13BrokenResultsAreToldTo21() {
    MachineFixture incomplete = calling(OcppVersion.V2_1).whenAnswer("m1", NO_STATUS);
    assertEquals(1, incomplete.frames().size());
    Frame.CallResultError answer =
        assertInstanceOf(Frame.CallResultError.class, incomplete.frames().getFirst());
    assertEquals(M1, answer.id());
    assertEquals(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION, answer.code());
    assertEquals("OccurrenceConstraintViolation", endCode(incomplete));

    MachineFixture shapeless =
        calling(OcppVersion.V2_1).when(shapeless(told("m1"), "m1")).thenFrames(told("m1"));
    assertEquals("FormatViolation", endCode(shapeless));
    assertNull(shapeless.state().commands().out());
  }

  /** That we keep within the limits that a station told is shown by {@link SplitCommandTest}. */
  @Tag("RPC-30")
  @ParameterizedTest
  @MethodSource("from20")
  @DisplayName("RPC-30: a station that finds a request too long ends it with the code it gives")
  void rpc30TooLongARequestEndsWithTheStationsCode(OcppVersion version) {
    for (ErrorCode code :
        List.of(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION, ErrorCode.FORMAT_VIOLATION)) {
      MachineFixture station =
          MachineFixture.accepted(version)
              .whenCommand(
                  "c1",
                  "GetVariables",
                  "{\"getVariableData\":[{\"component\":{\"name\":\"A\"},"
                      + "\"variable\":{\"name\":\"B\"}}]}")
              .whenCommand("c2", "ClearCache", "{}")
              .when(
                  new Input.Received(1, new Frame.CallError(M1, code, "too long", JsonView.EMPTY)))
              .thenFrames(call("m2", "ClearCache", "{}"));
      assertEquals(code.name(), endCode(station));
    }
  }
}
