// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import static dev.stationkeeper.station.MachineFixture.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.TimerKey;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowAdvanced;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.VariableReading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports in parts (B07, B08; state-machine: report flow). */
class ReportFlowTest {
  static final String ASK = "{\"requestId\":7,\"reportBase\":\"FullInventory\"}";
  static final String YES = "{\"status\":\"Accepted\"}";

  static String part(int seqNo, boolean more) {
    return ("{\"requestId\":7,\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":%d,\"tbc\":%s,"
            + "\"reportData\":[{\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}},"
            + "\"variable\":{\"name\":\"Power%d\"},"
            + "\"variableAttribute\":[{\"value\":\"%d\"}]}]}")
        .formatted(seqNo, more, seqNo, seqNo);
  }

  private static VariableReading reading(int seqNo) {
    return new VariableReading(
        "EVSE", null, 1, null, "Power" + seqNo, null, "Actual", "" + seqNo, "ReadWrite", null);
  }

  private static MachineFixture asked() {
    return MachineFixture.accepted(OcppVersion.V2_0_1).whenCommand("c1", "GetBaseReport", ASK);
  }

  private static List<String> outcomes(MachineFixture station) {
    return station.history(FlowEnded.class).stream()
        .map(end -> end.outcome() + end.attributes().text())
        .toList();
  }

  @Test
  @Tag("FR.05")
  @Tag("GEN-02")
  void aReportIsFollowedFromTheMomentItIsAskedFor() {
    MachineFixture station = asked();

    assertEquals(
        List.of(
            new FlowStarted(
                "report-5",
                "report",
                "requested",
                station.now().plus(Duration.ofMinutes(5)),
                "c1",
                7,
                JsonView.parse("{\"action\":\"GetBaseReport\"}"))),
        station.events(FlowStarted.class));
    station
        .whenAnswer("m1", YES)
        .thenEvents(
            new CommandEnded("c1", "accepted", JsonView.parse(YES)),
            new FlowAdvanced(
                "report-5",
                "report",
                "accepted",
                station.now().plus(Duration.ofMinutes(2)),
                JsonView.EMPTY));
  }

  @Test
  void aPartIsAFactAndIsAnswered() {
    MachineFixture station =
        asked().whenAnswer("m1", YES).whenCall("1", "NotifyReport", part(0, false));

    station
        .thenEvents(
            new VariablesReported("NotifyReport", 7, List.of(reading(0))),
            new CallAnswered(
                "1", "NotifyReport", JsonView.parse(part(0, false)), JsonView.EMPTY, null),
            new FlowAdvanced(
                "report-5",
                "report",
                "receiving",
                station.now().plus(Duration.ofMinutes(2)),
                JsonView.parse("{\"highest\":0,\"missing\":\"\",\"last\":true,\"answered\":true}")),
            new FlowEnded("report-5", "report", "complete", JsonView.parse("{\"parts\":1}")))
        .thenEffects(
            new Effect.Send(1, result("1", "{}")),
            new Effect.SetTimer(
                new TimerKey("flow", "report-5"), station.now().plus(Duration.ofMinutes(2))),
            new Effect.CancelTimer(new TimerKey("flow", "report-5")));
    assertEquals(List.of(), station.state().flows().running());
  }

  @Test
  @Tag("GEN-02")
  void partsMayComeInAnyOrderAndBeforeTheAnswer() {
    MachineFixture station =
        asked()
            .whenCall("1", "NotifyReport", part(2, false))
            .whenCall("2", "NotifyReport", part(0, true))
            .whenCall("3", "NotifyReport", part(1, true));
    assertEquals(List.of(), outcomes(station), "the answer is still owed");

    station.whenAnswer("m1", YES);
    assertEquals(List.of("complete{\"parts\":3}"), outcomes(station));
  }

  @Test
  void aPartThatComesTwiceCountsOnce() {
    MachineFixture station =
        asked()
            .whenAnswer("m1", YES)
            .whenCall("1", "NotifyReport", part(0, true))
            .whenCall("2", "NotifyReport", part(0, true));
    assertEquals(List.of("report_part_repeated"), station.counts());

    station.whenCall("3", "NotifyReport", part(1, false));
    assertEquals(List.of("complete{\"parts\":2}"), outcomes(station));
  }

  @Test
  void aReportThatStopsInTheMiddleEndsIncompleteAndSaysWhatIsMissing() {
    MachineFixture station =
        asked()
            .whenAnswer("m1", YES)
            .whenCall("1", "NotifyReport", part(0, true))
            .whenCall("2", "NotifyReport", part(3, false))
            .later(Duration.ofMinutes(2));
    Flow flow = station.state().flows().running().getFirst();

    station
        .when(new Input.TimerFired(new TimerKey("flow", flow.id())))
        .thenEvents(
            new FlowEnded(
                flow.id(),
                "report",
                "incomplete",
                JsonView.parse(
                    "{\"reason\":\"No part came in time\",\"parts\":4,\"missing\":\"1,2\"}")))
        .thenEffects(new Effect.CancelTimer(new TimerKey("flow", flow.id())));
  }

  @Test
  void aTimerThatAPartHasOvertakenChangesNothing() {
    MachineFixture station =
        asked()
            .whenAnswer("m1", YES)
            .later(Duration.ofSeconds(100))
            .whenCall("1", "NotifyReport", part(0, true))
            .later(Duration.ofSeconds(20));
    Flow flow = station.state().flows().running().getFirst();

    station.when(new Input.TimerFired(new TimerKey("flow", flow.id()))).thenNothingBut();
  }

  @Test
  void partsFollowAfterAReconnectAndAfterAKill() {
    MachineFixture station =
        asked()
            .whenAnswer("m1", YES)
            .whenCall("1", "NotifyReport", part(0, true))
            .whenReconnected(OcppVersion.V2_0_1)
            .whenCall("2", "NotifyReport", part(1, true))
            .whenKilledAndRestarted();
    Flow flow = station.state().flows().running().getFirst();
    station.thenEffects(new Effect.SetTimer(new TimerKey("flow", flow.id()), flow.deadline()));

    station
        .when(new Input.Opened(3, OcppVersion.V2_0_1, MachineFixture.ADDRESS))
        .whenCall("3", "NotifyReport", part(2, false));
    assertEquals(List.of("complete{\"parts\":3}"), outcomes(station));
  }

  @Test
  void aBootEndsTheReport() {
    MachineFixture station =
        asked()
            .whenAnswer("m1", YES)
            .whenCall("1", "BootNotification", BootFixture.boot(OcppVersion.V2_0_1, "1"));
    assertEquals(
        List.of("incomplete{\"reason\":\"The station restarted\",\"parts\":0,\"missing\":\"\"}"),
        outcomes(station));
  }

  @Test
  void aRequestThatIsRefusedOrHasNoResultsEndsTheFlow() {
    assertEquals(
        List.of("refused{\"status\":\"Rejected\"}"),
        outcomes(asked().whenAnswer("m1", "{\"status\":\"Rejected\"}")));
    assertEquals(
        List.of("empty{\"status\":\"EmptyResultSet\"}"),
        outcomes(asked().whenAnswer("m1", "{\"status\":\"EmptyResultSet\"}")));
    assertEquals(
        List.of("failed{\"code\":\"NotSupported\",\"description\":\"\"}"),
        outcomes(
            asked()
                .when(
                    new Input.Received(
                        1,
                        new Frame.CallError(
                            new MessageId("m1"), ErrorCode.NOT_SUPPORTED, "", JsonView.EMPTY)))));
  }

  @Test
  void aReportThatNobodyAskedForIsTakenAndStartsNothing() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1).whenCall("1", "NotifyReport", part(4, true));
    station
        .thenEvents(
            new VariablesReported("NotifyReport", 7, List.of(reading(4))),
            new CallAnswered(
                "1", "NotifyReport", JsonView.parse(part(4, true)), JsonView.EMPTY, null))
        .thenEffects(new Effect.Send(1, result("1", "{}")));
  }

  @Test
  void aLostAnswerDoesNotLoseTheReport() {
    MachineFixture station =
        asked()
            .later(Duration.ofSeconds(30))
            .when(new Input.TimerFired(new TimerKey("call", "m1")))
            .whenCall("1", "NotifyReport", part(0, false));
    assertEquals("timedOut", station.history(CommandEnded.class).getFirst().status());
    assertEquals(List.of("complete{\"parts\":1}"), outcomes(station));
  }

  @Test
  void theLargestNumberBehindAGapIsNoListOfTwoThousandMillions() {
    MachineFixture station =
        asked()
            .whenAnswer("m1", YES)
            .whenCall("1", "NotifyReport", part(2, true))
            .whenCall("2", "NotifyReport", part(Integer.MAX_VALUE, true));
    assertEquals(
        List.of(
            "incomplete{\"reason\":\"Part 2147483647 came after part 2\",\"parts\":3,"
                + "\"missing\":\"0,1\"}"),
        outcomes(station));
  }

  @Test
  void numbersThatMakeNoSenseEndTheReport() {
    MachineFixture station =
        asked().whenAnswer("m1", YES).whenCall("1", "NotifyReport", part(1000, false));
    assertEquals(
        List.of(
            "incomplete{\"reason\":\"Part 1000 came after part -1\",\"parts\":0,\"missing\":\"\"}"),
        outcomes(station));
    assertEquals(List.of(result("1", "{}")), station.frames());
  }
}
