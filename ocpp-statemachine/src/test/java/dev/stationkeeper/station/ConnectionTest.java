// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static dev.stationkeeper.station.MachineFixture.ADDRESS;
import static dev.stationkeeper.station.MachineFixture.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.ConnectionClosed;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import dev.stationkeeper.station.event.StationEvent.FrameRejected;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final OcppVersion V = OcppVersion.V2_0_1;

  @Test
  void aSocketIsAFact() {
    new MachineFixture()
        .when(new Input.Opened(1, V, ADDRESS))
        .thenEvents(opened(1, V))
        .thenEffects();
  }

  @Tag("CON-21")
  @Test
  void aNewerSocketReplacesTheOlder() {
    MachineFixture.fresh(V)
        .when(new Input.Opened(2, V, ADDRESS))
        .thenEvents(new ConnectionClosed(1, 1000, "replaced"), opened(2, V))
        .thenEffects(new Effect.Close(1, 1000, "replaced"));
  }

  @Test
  void anOlderSocketDoesNotReplaceTheNewer() {
    MachineFixture.fresh(V)
        .when(new Input.Opened(1, V, ADDRESS))
        .thenNothingBut(
            new Effect.Count("stale_open"),
            new Effect.Close(1, 1000, "older than another connection"));
  }

  @Tag("CON-21")
  @Test
  void whatAnOlderConnectionSaysIsDroppedAndCounted() {
    MachineFixture station = MachineFixture.accepted(V).when(new Input.Opened(2, V, ADDRESS));
    Effect dropped = new Effect.Count("stale_connection");

    station
        .when(new Input.Received(1, MachineFixture.call("1", "Heartbeat", "{}")))
        .thenNothingBut(dropped);
    station.when(new Input.Closed(1, 1006, "late")).thenNothingBut(dropped);
    station.when(new Input.Malformed(1, null, "noise", null)).thenNothingBut(dropped);
    station.when(new Input.Decided(1, new MessageId("1"), JsonView.EMPTY)).thenNothingBut(dropped);
    station.when(new Input.Undecided(1, new MessageId("1"))).thenNothingBut(dropped);
    station
        .when(new Input.Refused(1, new MessageId("1"), ErrorCode.GENERIC_ERROR, ""))
        .thenNothingBut(dropped);
    station
        .when(new Input.DecisionFailed(1, new MessageId("1"), "crashed"))
        .thenNothingBut(dropped);
    assertEquals(2, station.session().connection());
  }

  @Tag("CON-22")
  @Test
  void aCallWithoutAnswerEndsWithItsConnection() {
    MachineFixture.accepted(V)
        .whenCommand("c1", "GetLocalListVersion", "{}")
        .when(new Input.Closed(1, 1001, "bye"))
        .thenEvents(
            new ConnectionClosed(1, 1001, "bye"),
            new CommandEnded(
                "c1",
                "error",
                JsonView.parse(
                    "{\"code\":\"ConnectionLost\",\"description\":"
                        + "\"The connection was lost before the station answered\"}")));
  }

  @Test
  void aRestartClosesWhatTheLogLeftOpen() {
    MachineFixture.fresh(V)
        .whenKilledAndRestarted()
        .thenEvents(new ConnectionClosed(1, 1006, "server restarted"))
        .thenEffects();
  }

  @Test
  void aQuestionDiesWithItsConnection() {
    MachineFixture.fresh(V)
        .whenCall("1", "BootNotification", BootTest.boot(V))
        .when(new Input.Closed(1, 1006, "gone"))
        .thenEvents(new ConnectionClosed(1, 1006, "gone"))
        .thenEffects(new Effect.CancelTimer(new TimerKey("decision", "1")));
  }

  @Test
  void textThatIsNoFrameIsAFactAndGetsTheAnswerItIsOwed() {
    Frame.CallError owed =
        new Frame.CallError(
            MessageId.UNREADABLE, ErrorCode.RPC_FRAMEWORK_ERROR, "no array", JsonView.EMPTY);
    MachineFixture.fresh(V)
        .when(new Input.Malformed(1, owed, "no array", null))
        .thenEvents(new FrameRejected("no array"))
        .thenEffects(new Effect.Send(1, owed));
    MachineFixture.fresh(V)
        .when(new Input.Malformed(1, null, "type 9", null))
        .thenEvents(new FrameRejected("type 9"))
        .thenEffects();
  }

  @Test
  void anUpgradeFrom16To201KeepsTheStationAndForgetsItsOldConnectors() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .given(
                new ConnectorStatusReported(
                    null, 1, "Available", "NoError", null, null, null, MachineFixture.T0))
            .whenReconnected(OcppVersion.V2_0_1)
            .whenCall(
                "1",
                "StatusNotification",
                "{\"timestamp\":\"2026-03-01T10:00:00Z\",\"connectorStatus\":\"Occupied\","
                    + "\"evseId\":1,\"connectorId\":1}");

    assertEquals(
        List.of(new ConnectorId(1, 1)),
        station.state().connectors().all().stream().map(ConnectorStatus::id).toList());
  }
}
