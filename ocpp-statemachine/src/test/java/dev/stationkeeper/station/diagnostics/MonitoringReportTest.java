// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.DeviceModelEvent.MonitorsReported;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.MonitorReading;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reports of monitors (N02). */
class MonitoringReportTest {
  private static final String PART =
      "{\"requestId\":3,\"seqNo\":0,\"generatedAt\":\"2026-03-01T10:00:00Z\",\"monitor\":[{"
          + "\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}},"
          + "\"variable\":{\"name\":\"Temperature\"},\"variableMonitoring\":[{\"id\":9,"
          + "\"transaction\":false,\"value\":70.5,\"type\":\"UpperThreshold\",\"severity\":4%s}]}]}";

  private static MonitorReading reading(@Nullable String origin) {
    return new MonitorReading(
        9,
        "EVSE",
        null,
        1,
        null,
        "Temperature",
        null,
        "UpperThreshold",
        new BigDecimal("70.5"),
        4,
        false,
        origin);
  }

  @Test
  void monitorsAreFactsAndTheReportIsComplete() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "GetMonitoringReport", "{\"requestId\":3}")
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .whenCall("1", "NotifyMonitoringReport", PART.formatted(""));
    assertEquals(
        List.of(new MonitorsReported("NotifyMonitoringReport", 3, List.of(reading(null)))),
        station.events(MonitorsReported.class));
    assertEquals("complete", station.events(FlowEnded.class).getFirst().outcome());
  }

  @Test
  void theNewestVersionTellsWhereTheyAreFrom() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_1)
            .whenCall(
                "1",
                "NotifyMonitoringReport",
                PART.formatted(",\"eventNotificationType\":\"CustomMonitor\""));
    assertEquals(
        List.of(reading("CustomMonitor")),
        station.events(MonitorsReported.class).getFirst().monitors());
  }
}
