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
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Defects and gaps that an earlier machine of this kind had, each shown not to be one here. Those
 * of handlers are shown in the event manager's own tests.
 */
class KnownDefectsTest {
  private static final OcppVersion V201 = OcppVersion.V2_0_1;
  private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
  private static final String REPORT =
      "{\"requestId\":7,\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":%d,\"tbc\":%s}";

  private static final Map<String, String> FIRST_MESSAGES =
      Map.of(
          "TransactionEvent",
          "{\"eventType\":\"Updated\",\"timestamp\":\"2026-03-01T09:00:00Z\",\"triggerReason\":"
              + "\"Trigger\",\"seqNo\":3,\"transactionInfo\":{\"transactionId\":\"T\"}}",
          "MeterValues",
          "{\"evseId\":1,\"meterValue\":[{\"timestamp\":\"2026-03-01T09:00:00Z\","
              + "\"sampledValue\":[{\"value\":1}]}]}",
          "NotifyEvent",
          "{\"generatedAt\":\"2026-03-01T09:00:00Z\",\"seqNo\":0,\"eventData\":[{\"eventId\":1,"
              + "\"timestamp\":\"2026-03-01T09:00:00Z\",\"trigger\":\"Delta\",\"actualValue\":"
              + "\"1\",\"eventNotificationType\":\"CustomMonitor\",\"component\":{\"name\":\"C\"},"
              + "\"variable\":{\"name\":\"V\"}}]}",
          "SecurityEventNotification",
          "{\"type\":\"StartupOfTheDevice\",\"timestamp\":\"2026-03-01T09:00:00Z\"}",
          "StatusNotification",
          "{\"timestamp\":\"2026-03-01T09:00:00Z\",\"connectorStatus\":\"Available\",\"evseId\":1,"
              + "\"connectorId\":1}");

  private static String message(String action) {
    return Objects.requireNonNull(FIRST_MESSAGES.get(action), action);
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream().map(FlowEnded::outcome).toList();
  }

  private static void assertServed(MachineFixture station) {
    assertEquals(List.of(), station.errors());
    assertEquals(1, station.frames().size());
  }

  @Test
  @DisplayName("Gap 1: an accepted Reset is followed to its boot")
  void anAcceptedResetIsFollowed() {
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCommand("c1", "Reset", "{\"type\":\"Immediate\"}")
            .whenAnswer("m1", ACCEPTED)
            .whenReconnected(V201)
            .whenCall("1", "BootNotification", BootTest.boot(V201));
    assertTrue(station.history(FlowEnded.class).stream().anyMatch(e -> e.kind().equals("reset")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TransactionEvent",
        "MeterValues",
        "NotifyEvent",
        "SecurityEventNotification",
        "StatusNotification"
      })
  @DisplayName("Gaps 2 and 3: after acceptance and after a reconnect any message may be the first")
  void anyMessageMayBeTheFirst(String action) {
    String payload = message(action);
    MachineFixture station =
        MachineFixture.fresh(V201)
            .whenCall("1", "BootNotification", BootTest.boot(V201))
            .whenDecided("1", BootTest.decision("Accepted"))
            .whenCall("2", action, payload);
    assertServed(station);
    assertServed(station.whenReconnected(V201).whenCall("3", action, payload));
  }

  @Test
  @DisplayName("Gap 4: a second connection replaces the first and is served")
  void aSecondConnectionIsServed() {
    MachineFixture station =
        MachineFixture.accepted(V201).when(new Input.Opened(2, V201, MachineFixture.ADDRESS));
    assertServed(station.whenCall("1", "Heartbeat", "{}"));
  }

  @Test
  @DisplayName("Gap 5, defect 10: a second CALL before the first is answered loses neither")
  void aSecondCallLosesNeither() {
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCall("1", "DataTransfer", "{\"vendorId\":\"x\"}")
            .whenCall("2", "DataTransfer", "{\"vendorId\":\"y\"}")
            .thenFrames()
            .whenDecided("1", ACCEPTED)
            .thenFrames(MachineFixture.result("1", ACCEPTED));
    station.whenDecided("2", ACCEPTED).thenFrames(MachineFixture.result("2", ACCEPTED));
  }

  @Test
  @DisplayName("Gap 6, defect 5: a CALLERROR frees the line")
  void aCallErrorFreesTheLine() {
    MachineFixture.accepted(V201)
        .whenCommand("c1", "ClearCache", "{}")
        .whenCommand("c2", "ClearCache", "{}")
        .when(
            new Input.Received(
                1,
                new Frame.CallError(
                    new MessageId("m1"), ErrorCode.INTERNAL_ERROR, "", JsonView.EMPTY)))
        .thenFrames(MachineFixture.call("m2", "ClearCache", "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GetVariables | getVariableData | getVariableResult | ",
        "SetVariables | setVariableData | setVariableResult | ,\"attributeValue\":\"1\""
      })
  @DisplayName("Gap 7, defect 6: answers to GetVariables and SetVariables free the line")
  void answersOfVariablesFreeTheLine(
      String action, String data, String result, @Nullable String more) {
    String named = "\"component\":{\"name\":\"C\"},\"variable\":{\"name\":\"V\"}";
    MachineFixture.accepted(V201)
        .whenCommand(
            "c1", action, "{\"%s\":[{%s%s}]}".formatted(data, named, more == null ? "" : more))
        .whenCommand("c2", "ClearCache", "{}")
        .whenAnswer(
            "m1", "{\"%s\":[{\"attributeStatus\":\"Rejected\",%s}]}".formatted(result, named))
        .thenFrames(MachineFixture.call("m2", "ClearCache", "{}"));
  }

  @Test
  @DisplayName("Gap 8, defect 7: a TriggerMessage has its end, answered or not")
  void aTriggerHasItsEnd() {
    String trigger = "{\"requestedMessage\":\"Heartbeat\"}";
    MachineFixture refused =
        MachineFixture.accepted(V201)
            .whenCommand("c1", "TriggerMessage", trigger)
            .whenAnswer("m1", "{\"status\":\"NotImplemented\"}");
    assertEquals("rejected", refused.events(CommandEnded.class).getFirst().status());
    assertEquals(List.of("notImplemented"), outcomes(refused));

    MachineFixture silent =
        MachineFixture.accepted(V201)
            .whenCommand("c1", "TriggerMessage", trigger)
            .when(new Input.TimerFired(new TimerKey("call", "m1")));
    assertEquals("timedOut", silent.events(CommandEnded.class).getFirst().status());
  }

  @Test
  @DisplayName("Gap 9: SignChargingStationCertificate lets a Pending station sign")
  void aPendingStationMaySignWhenTriggered() {
    MachineFixture station =
        MachineFixture.fresh(V201)
            .given(new RegistrationDecided("Pending", 60))
            .whenCommand(
                "c1", "TriggerMessage", "{\"requestedMessage\":\"SignChargingStationCertificate\"}")
            .whenAnswer("m1", ACCEPTED)
            .whenCall("1", "SignCertificate", "{\"csr\":\"x\"}");
    assertEquals(List.of(), station.errors());
    assertEquals(List.of("received"), FlowAssertions.ends(station, "trigger"));
  }

  @Test
  @DisplayName("Gap 10, defect 11: a report that nobody asked for is answered")
  void anUnexpectedReportIsAnswered() {
    MachineFixture.accepted(V201)
        .whenCall("1", "NotifyReport", REPORT.formatted(0, false))
        .thenFrames(MachineFixture.result("1", "{}"));
  }

  @Test
  @DisplayName("Gap 11: a disconnect ends the outstanding CALL and what a Pending station may send")
  void aDisconnectForgetsWhatWasOut() {
    MachineFixture station =
        MachineFixture.fresh(V201)
            .given(new RegistrationDecided("Pending", 60))
            .whenCommand("c1", "TriggerMessage", "{\"requestedMessage\":\"MeterValues\"}")
            .when(new Input.Closed(1, 1006, "gone"));
    assertEquals("error", station.events(CommandEnded.class).getFirst().status());

    station
        .when(new Input.Opened(2, V201, MachineFixture.ADDRESS))
        .whenCall("1", "MeterValues", message("MeterValues"));
    assertEquals(List.of(ErrorCode.SECURITY_ERROR), station.errors());
  }

  @Test
  @DisplayName("Gap 12: parts out of order are counted, and a report that stops has an end")
  void aReportIsCounted() {
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCommand(
                "c1", "GetBaseReport", "{\"requestId\":7,\"reportBase\":\"FullInventory\"}")
            .whenAnswer("m1", ACCEPTED)
            .whenCall("1", "NotifyReport", REPORT.formatted(1, false));
    assertEquals(List.of(), outcomes(station));

    station.later(Duration.ofHours(1)).whenKilledAndRestarted();
    FlowEnded end = station.history(FlowEnded.class).getFirst();
    assertEquals("incomplete", end.outcome());
    assertEquals("0", end.attributes().string("missing").orElseThrow());
  }

  @Test
  @DisplayName("Gap 13: the timestamps of StatusNotification count")
  void anOlderStatusDoesNotReplaceANewerOne() {
    String status =
        "{\"timestamp\":\"2026-03-01T%s:00Z\",\"connectorStatus\":\"%s\",\"evseId\":1,"
            + "\"connectorId\":1}";
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCall("1", "StatusNotification", status.formatted("09:30", "Occupied"))
            .whenCall("2", "StatusNotification", status.formatted("09:00", "Available"));
    assertEquals("Occupied", station.state().connectors().all().getFirst().status());
  }

  @Test
  @DisplayName("Gap 14: a restart of the server forgets no acceptance")
  void aRestartForgetsNoAcceptance() {
    assertServed(
        MachineFixture.accepted(V201)
            .whenKilledAndRestarted()
            .when(new Input.Opened(2, V201, MachineFixture.ADDRESS))
            .whenCall("1", "Heartbeat", "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StatusNotification | {} | OccurrenceConstraintViolation",
        "Authorize | {\"idToken\":7} | TypeConstraintViolation",
        "FooBar | {} | NotImplemented",
        "ClearCache | {} | NotSupported"
      })
  @DisplayName("Gap 15: what is wrong has its own code")
  void whatIsWrongHasItsCode(String action, String payload, String code) {
    MachineFixture station = MachineFixture.accepted(V201).whenCall("1", action, payload);
    assertEquals(List.of(new ErrorCode(code)), station.errors());
  }

  @Test
  @DisplayName("Defect 8: late decisions and timers of an absent station change nothing")
  void lateDecisionsOfAnAbsentStationChangeNothing() {
    MachineFixture station =
        MachineFixture.accepted(V201)
            .whenCall("1", "DataTransfer", "{\"vendorId\":\"x\"}")
            .when(new Input.Closed(1, 1006, "gone"));
    StationState before = station.state();
    station
        .when(new Input.Decided(1, new MessageId("1"), JsonView.parse(ACCEPTED)))
        .thenNothingBut(new Effect.Count("stale_connection"))
        .when(new Input.TimerFired(new TimerKey("decision", "1")))
        .thenEvents();
    assertEquals(before, station.state());
  }

  @Test
  @DisplayName("Defect 9: a boot that nobody decides is answered at the deadline")
  void aBootHasADeadline() {
    MachineFixture station =
        MachineFixture.fresh(V201)
            .whenCall("1", "BootNotification", BootTest.boot(V201))
            .later(Duration.ofSeconds(30))
            .when(new Input.TimerFired(new TimerKey("decision", "1")));
    assertEquals(List.of(ErrorCode.INTERNAL_ERROR), station.errors());
  }

  @Test
  @DisplayName("Defect 12: texts of a station fill no memory")
  void textsOfAStationFillNoMemory() {
    MachineFixture station = MachineFixture.accepted(V201);
    StateCodec codec = new StateCodec();
    int settled = 0;
    for (int i = 1000; i < 2000; i++) {
      station.whenCall("id" + i, "Action" + i, "{\"member" + i + "\":1}");
      if (i == 1499) {
        settled = codec.encode(station.state()).length();
      }
    }
    assertEquals(settled, codec.encode(station.state()).length(), 2);
  }
}
