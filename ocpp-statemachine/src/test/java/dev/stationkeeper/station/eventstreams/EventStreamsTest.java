// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.eventstreams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import dev.stationkeeper.station.eventstreams.EventStreams.EventStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Periodic event streams (2.1, N11 to N15). */
class EventStreamsTest {
  private static final String DATA =
      "{\"id\":3,\"pending\":0,\"basetime\":\"2026-03-01T10:00:00Z\",\"data\":[{\"t\":0,"
          + "\"v\":\"1\"}]}";

  private static MachineFixture asked() {
    return MachineFixture.accepted(OcppVersion.V2_1)
        .whenCall(
            "1",
            "OpenPeriodicEventStream",
            "{\"constantStreamData\":{\"id\":3,\"params\":{\"interval\":60},"
                + "\"variableMonitoringId\":8}}");
  }

  private static MachineFixture opened() {
    return asked().whenDecided("1", "{\"status\":\"Accepted\"}");
  }

  private static Input data() {
    return new Input.Received(
        1,
        new Frame.Send(
            new MessageId("s"), Action.of("NotifyPeriodicEventStream"), JsonView.parse(DATA)));
  }

  private static List<EventStream> streams(MachineFixture station) {
    return station.state().parts().get(EventStreams.class).open();
  }

  @Test
  @DisplayName("N11.FR.04, N11.FR.05, N15.FR.03: an accepted stream is tied to its monitor")
  @Tag("N11.FR.04")
  @Tag("N11.FR.05")
  @Tag("N15.FR.03")
  void anAcceptedStreamIsTiedToItsMonitor() {
    assertEquals(List.of(new EventStream(3, 8, 60, null)), streams(opened()));
  }

  @Test
  @DisplayName("N15.FR.02: what it carries is a fact and gets no answer")
  @Tag("N15.FR.02")
  void dataOfAStreamIsAFactWithoutAnswer() {
    opened()
        .when(data())
        .thenEvents(new SendReceived("s", "NotifyPeriodicEventStream", JsonView.parse(DATA)))
        .thenEffects();
  }

  @Test
  @DisplayName("N11.FR.06: nobody wants it: Rejected, and its data is dropped (N15-unk)")
  @Tag("N11.FR.06")
  @Tag("N15-unk")
  void aStreamThatNobodyWantsIsRejectedAndItsDataDropped() {
    asked()
        .whenUndecided("1")
        .thenFrames(MachineFixture.result("1", "{\"status\":\"Rejected\"}"))
        .when(data())
        .thenNothingBut(new Effect.Count("send_dropped"));
  }

  @Test
  @DisplayName("N13.FR.02: a closed stream is over and the message is answered")
  @Tag("N13.FR.02")
  void aClosedStreamIsOver() {
    MachineFixture station =
        opened()
            .whenCall("2", "ClosePeriodicEventStream", "{\"id\":3}")
            .thenFrames(MachineFixture.result("2", "{}"));
    assertEquals(List.of(), streams(station));
  }

  @Test
  @DisplayName("N14.FR.01: another rate")
  @Tag("N14.FR.01")
  void theRateMayBeChanged() {
    MachineFixture station =
        opened()
            .whenCommand("c1", "AdjustPeriodicEventStream", "{\"id\":3,\"params\":{\"values\":5}}")
            .whenAnswer("m1", "{\"status\":\"Accepted\"}");
    assertEquals(List.of(new EventStream(3, 8, null, 5)), streams(station));
  }

  @Test
  void aBootEndsStreams() {
    MachineFixture station =
        opened()
            .whenCall(
                "2",
                "BootNotification",
                "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":"
                    + "\"V\"}}");
    assertEquals(List.of(), streams(station));
  }
}
