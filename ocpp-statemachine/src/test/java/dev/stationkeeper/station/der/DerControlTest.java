// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.der;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.der.DerControls.Control;
import dev.stationkeeper.station.der.DerControls.Standing;
import dev.stationkeeper.station.event.DerControlEvent.DerAlarmRaised;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Distributed energy resources (2.1, block R). */
class DerControlTest {
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String set(String id, int priority) {
    return json(
        ("{'controlId':'%s','isDefault':false,'controlType':'FixedVar','fixedVar':{'priority':%d,"
                + "'setpoint':5,'unit':'PctMaxW','startTime':'2026-03-01T11:00:00Z',"
                + "'duration':60}}")
            .formatted(id, priority));
  }

  private static MachineFixture two() {
    return MachineFixture.accepted(OcppVersion.V2_1)
        .whenCommand("c1", "SetDERControl", set("a", 5))
        .whenAnswer("m1", "{\"status\":\"Accepted\"}")
        .whenCommand("c2", "SetDERControl", set("b", 1))
        .whenAnswer("m2", json("{'status':'Accepted','supersededIds':['a']}"));
  }

  private static List<Control> controls(MachineFixture station) {
    return station.state().parts().get(DerControls.class).all();
  }

  @Test
  @DisplayName("R04-resp, R04-prio: superseded controls are kept and said to wait")
  @Tag("R04-resp")
  @Tag("R04-prio")
  void supersededControlsAreKept() {
    assertEquals(
        List.of(
            new Control("a", "FixedVar", false, 5, Standing.SUPERSEDED),
            new Control("b", "FixedVar", false, 1, Standing.INSTALLED)),
        controls(two()));
  }

  @Test
  @DisplayName("R04.FR.20, R04.FR.21, R04.FR.22: begin and end of a control are told and answered")
  @Tag("R04.FR.20")
  @Tag("R04.FR.21")
  @Tag("R04.FR.22")
  void beginAndEndAreTold() {
    MachineFixture station =
        two()
            .whenCall(
                "1",
                "NotifyDERStartStop",
                json("{'controlId':'b','started':true,'timestamp':'2026-03-01T11:00:00Z'}"))
            .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals(Standing.ACTIVE, controls(station).getLast().standing());

    station.whenCall(
        "2",
        "NotifyDERStartStop",
        json("{'controlId':'b','started':false,'timestamp':'2026-03-01T11:01:00Z'}"));
    assertEquals(List.of("a"), controls(station).stream().map(Control::id).toList());
  }

  @Test
  @DisplayName("R05: an alarm of the grid is a fact and is answered")
  @Tag("R05")
  void anAlarmIsAFact() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall(
                "1",
                "NotifyDERAlarm",
                json(
                    "{'controlType':'VoltVar','gridEventFault':'OverVoltage',"
                        + "'timestamp':'2026-03-01T10:00:00Z'}"))
            .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals(
        List.of(new DerAlarmRaised("VoltVar", "OverVoltage", false, MachineFixture.T0)),
        station.history(DerAlarmRaised.class));
  }

  @Test
  @DisplayName("R04-resp: what is cleared, or not found, is gone; defaults are another kind")
  @Tag("R04-resp")
  void clearedControlsAreGone() {
    MachineFixture station =
        two()
            .whenCommand("c3", "ClearDERControl", json("{'isDefault':true}"))
            .whenAnswer("m3", "{\"status\":\"NotFound\"}");
    assertEquals(2, controls(station).size());

    station
        .whenCommand("c4", "ClearDERControl", json("{'isDefault':false,'controlId':'a'}"))
        .whenAnswer("m4", "{\"status\":\"NotFound\"}");
    assertEquals(List.of("b"), controls(station).stream().map(Control::id).toList());
  }

  @Test
  @DisplayName("R04-resp: GetDERControl is followed by its reports until tbc is false")
  @Tag("R04-resp")
  void aReportIsCollected() {
    String part = "{'requestId':3,'tbc':%s}";
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCommand("c1", "GetDERControl", json("{'requestId':3}"))
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .whenCall("1", "ReportDERControl", json(part.formatted(true)))
            .whenCall("2", "ReportDERControl", json(part.formatted(false)));
    assertEquals("complete", station.history(FlowEnded.class).getFirst().outcome());
  }
}
