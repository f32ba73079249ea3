// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsCleared;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.DeviceModelEvent.VariablesReported;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import dev.stationkeeper.station.event.MonitorReading;
import dev.stationkeeper.station.event.VariableReading;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Monitors that we set, what they tell, and customer information (N04 to N10). */
class MonitorResultsTest {
  private static final String POWER =
      "\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}},\"variable\":{\"name\":\"Power\"}";
  private static final String HEAT =
      "\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}},\"variable\":{\"name\":\"Heat\"}";

  @Test
  @DisplayName("N04-resp: accepted monitors are known, by what they name and not by their place")
  void acceptedMonitorsAreKnown() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand(
                "c1",
                "SetVariableMonitoring",
                "{\"setMonitoringData\":[{\"value\":1,\"type\":\"Delta\",\"severity\":5,"
                    + POWER
                    + "},{\"value\":70.5,\"type\":\"UpperThreshold\",\"severity\":4,"
                    + HEAT
                    + "}]}")
            .whenAnswer(
                "m1",
                "{\"setMonitoringResult\":[{\"id\":9,\"status\":\"Accepted\","
                    + "\"type\":\"UpperThreshold\",\"severity\":4,"
                    + HEAT
                    + "},{\"status\":\"UnknownVariable\",\"type\":\"Delta\",\"severity\":5,"
                    + POWER
                    + "}]}");
    assertEquals(
        List.of(
            new MonitorsReported(
                "SetVariableMonitoring",
                null,
                List.of(
                    new MonitorReading(
                        9,
                        "EVSE",
                        null,
                        1,
                        null,
                        "Heat",
                        null,
                        "UpperThreshold",
                        new BigDecimal("70.5"),
                        4,
                        false,
                        "CustomMonitor")))),
        station.events(MonitorsReported.class));
  }

  @Test
  @DisplayName("N06-resp: cleared monitors are gone, the others are not")
  void clearedMonitorsAreGone() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCommand("c1", "ClearVariableMonitoring", "{\"id\":[1,2,3]}")
            .whenAnswer(
                "m1",
                "{\"clearMonitoringResult\":[{\"id\":1,\"status\":\"Accepted\"},"
                    + "{\"id\":2,\"status\":\"NotFound\"},{\"id\":3,\"status\":\"Rejected\"}]}");
    assertEquals(List.of(new MonitorsCleared(List.of(1))), station.events(MonitorsCleared.class));
  }

  @Test
  @DisplayName("N07-data: the value that an event tells is the variable's value; an empty one none")
  void eventsTellValues() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCall(
                "1",
                "NotifyEvent",
                "{\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":0,\"eventData\":["
                    + event(1, "71.2", HEAT)
                    + ","
                    + event(2, "", POWER)
                    + "]}")
            .thenFrames(MachineFixture.result("1", "{}"));
    assertEquals(
        List.of(
            new VariablesReported(
                "NotifyEvent",
                null,
                List.of(
                    new VariableReading(
                        "EVSE", null, 1, null, "Heat", null, "Actual", "71.2", null, null)))),
        station.events(VariablesReported.class));
  }

  private static String event(int id, String value, String of) {
    return ("{\"eventId\":%d,\"timestamp\":\"2026-03-01T10:00:00Z\",\"trigger\":\"Alerting\","
            + "\"actualValue\":\"%s\",\"eventNotificationType\":\"CustomMonitor\",%s}")
        .formatted(id, value, of);
  }

  @Test
  @DisplayName("N09-rep: customer data that was asked for comes in parts")
  void customerDataComesInParts() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "CustomerInformation", customer(true))
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .whenCall(
                "1",
                "NotifyCustomerInformation",
                "{\"data\":\"none\",\"seqNo\":0,\"generatedAt\":\"2026-03-01T10:00:00Z\","
                    + "\"requestId\":6}");
    assertEquals(List.of("complete"), ends(station, "customerInformation"));
  }

  @Test
  @DisplayName("N10: data that is only cleared comes in no part and is not waited for")
  void clearedCustomerDataIsNotWaitedFor() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "CustomerInformation", customer(false))
            .whenAnswer("m1", "{\"status\":\"Accepted\"}");
    assertEquals(List.of(), station.history(FlowStarted.class));
  }

  private static String customer(boolean report) {
    return "{\"requestId\":6,\"report\":%s,\"clear\":true,\"customerIdentifier\":\"X\"}"
        .formatted(report);
  }
}
